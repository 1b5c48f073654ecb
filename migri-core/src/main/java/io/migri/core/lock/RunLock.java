package io.migri.core.lock;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.core.guest.Misbehaviour;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.MigrationLock;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The lock of one run, and how its transactions are opened under it. */
public final class RunLock implements AutoCloseable, TransactionGate {
    private final MigrationLock lock;
    private final DialectSession session;
    private final AppliedLog log;
    private final HistoryTable name;
    private final Patience patience;
    private boolean released;

    private RunLock(MigrationLock lock, DialectSession session, AppliedLog log, HistoryTable name, Patience patience) {
        this.lock = lock;
        this.session = session;
        this.log = log;
        this.name = name;
        this.patience = patience;
    }

    /** Waits for the lock. */
    public static RunLock acquire(DialectSession session, AppliedLog log, HistoryTable name, Patience patience)
            throws SQLException {
        MigrationLock lock = patience.wait(
                () -> session.locks().tryLock(name), () -> session.locks().holder(name));
        return new RunLock(lock, session, log, name, patience);
    }

    /** Whether others may come in between two transactions, unless it is made to {@link #coverRun}. */
    public boolean coversTransactionsOnly() {
        return !lock.coversRun();
    }

    @Override
    public boolean opensInBatch() {
        return lock.coversRun();
    }

    @Override
    public void open(String migration, String begin) throws SQLException {
        begin(begin);
        try {
            refuseIfApplied(migration);
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    /** Opens a transaction now, waiting for those who are in the way, and looks at nothing. */
    public void begin(String begin) throws SQLException {
        if (lock.coversRun()) {
            begun(begin);
        } else {
            patience.whileBusy(() -> begun(begin), () -> session.locks().holder(name));
        }
    }

    @Override
    public List<String> guard() {
        return lock.guard();
    }

    @Override
    public List<String> guardOutside() {
        return lock.guardOutside();
    }

    @Override
    public void coverRun() throws SQLException {
        if (!lock.coversRun()) {
            patience.wait(() -> lock.tryCoverRun() ? Optional.of(true) : Optional.empty(), () -> session.locks()
                    .holder(name));
        }
    }

    @Override
    public <T> T patiently(Patience.Work<T> work) throws SQLException {
        return lock.coversRun()
                ? work.run()
                : patience.whileBusy(work, () -> session.locks().holder(name));
    }

    /** This run writes; who reads meanwhile is in its way. */
    @Override
    public void retry(SQLException failure, Patience.Work<?> work) throws SQLException {
        if (lock.coversRun()) {
            throw failure;
        }
        patience.again(failure, work, () -> session.locks().holder(name));
    }

    private void rollBack(Exception failure) throws SQLException {
        try {
            session.wire().execute(List.of(session.wire().syntax().rollback()));
        } catch (MigriException e) {
            Misbehaviour.after(failure, e);
        }
    }

    private void refuseIfApplied(String migration) throws SQLException {
        if (!lock.undisturbed() && isApplied(migration)) {
            throw new AlreadyAppliedException(migration);
        }
    }

    private boolean begun(String begin) throws SQLException {
        session.wire().execute(List.of(begin));
        return true;
    }

    private boolean isApplied(String migration) throws SQLException {
        return log.read().stream().flatMap(List::stream).anyMatch(one -> one.name()
                .equals(migration));
    }

    /** Lets others have it from now on, and not only when this is closed. */
    public void release() {
        close();
    }

    @Override
    public void close() {
        if (released) {
            return;
        }
        released = true;
        try {
            lock.close();
        } catch (SQLException e) {
            // the lock dies with the connection, and what the run did or failed at is what the user needs to hear
        } catch (MigriException e) {
            patience.tell(Text.of("the lock goes with the connection: ", e.text()));
        }
    }
}
