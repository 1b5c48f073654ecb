package io.migri.core.run;

import io.migri.spi.AppliedLog;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.MigrationLock;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The lock of one run, and how its transactions are opened under it. */
final class RunLock implements AutoCloseable, TransactionGate {
    private final MigrationLock lock;
    private final Dialect dialect;
    private final DialectSession session;
    private final AppliedLog log;
    private final String name;
    private final Patience patience;

    private RunLock(
            MigrationLock lock,
            Dialect dialect,
            DialectSession session,
            AppliedLog log,
            String name,
            Patience patience) {
        this.lock = lock;
        this.dialect = dialect;
        this.session = session;
        this.log = log;
        this.name = name;
        this.patience = patience;
    }

    /** Waits for the lock. */
    static RunLock acquire(Dialect dialect, DialectSession session, AppliedLog log, String name, Patience patience)
            throws SQLException {
        MigrationLock lock = patience.wait(() -> session.tryLock(name), () -> session.lockHolder(name));
        return new RunLock(lock, dialect, session, log, name, patience);
    }

    /** Does {@code work} again while the database says that it is busy. */
    void whileBusy(Work work) throws SQLException {
        patience.wait(() -> once(work), () -> session.lockHolder(name));
    }

    private Optional<Boolean> once(Work work) throws SQLException {
        try {
            work.run();
            return Optional.of(true);
        } catch (SQLException e) {
            if (lock.coversRun() || !Busy.is(dialect, e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public boolean opensInBatch() {
        return lock.coversRun();
    }

    @Override
    public void open(String migration, boolean first) throws SQLException {
        String begin = session.transactionSyntax().begin();
        whileBusy(() -> session.execute(List.of(begin)));
        if (first && !lock.undisturbed() && isApplied(migration)) {
            session.execute(List.of(session.transactionSyntax().rollback()));
            throw new AlreadyAppliedException(migration);
        }
    }

    private boolean isApplied(String migration) throws SQLException {
        return log.read().stream().flatMap(List::stream).anyMatch(one -> one.name()
                .equals(migration));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (SQLException e) {
            // the lock dies with the connection, and what the run did or failed at is what the user needs to hear
        }
    }

    /** Something that may find the database busy. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }
}
