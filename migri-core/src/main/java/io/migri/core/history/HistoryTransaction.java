package io.migri.core.history;

import io.migri.api.HistoryChange;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.Undertaking;
import io.migri.api.text.Text;
import io.migri.core.guest.Misbehaviour;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.Patience;
import io.migri.core.lock.RunLock;
import io.migri.core.options.RunOptions;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Changes the history in one transaction with the run's lock held. Where that lock is the transaction's, it is planned once more within
 * it, because somebody may have been quicker.
 */
final class HistoryTransaction {
    private final DialectSession session;
    private final Supplier<AppliedLog> log;
    private final Patience patience;
    private final Interruption interruption;
    private final MigrationListener listener;
    private final HistoryTable table;
    private boolean roomMade;

    /** @param log asked for anew after each plan, which may find out what the files are */
    HistoryTransaction(
            DialectSession session,
            Supplier<AppliedLog> log,
            Patience patience,
            Interruption interruption,
            RunOptions options) {
        this.session = session;
        this.log = log;
        this.patience = patience;
        this.interruption = interruption;
        this.listener = options.listener();
        this.table = options.history().table();
    }

    /** @param announce told of each change before any is done */
    void make(HistoryPlan plan, Consumer<HistoryChange> announce) throws SQLException {
        try (RunLock lock = RunLock.acquire(session, log.get(), table, patience)) {
            boolean made;
            do {
                List<HistoryStep> steps = plan.steps();
                makeRoom(steps);
                made = steps.stream().allMatch(HistoryStep::idle)
                        ? announced(steps, announce)
                        : made(steps, plan, lock, announce);
            } while (!made);
        }
    }

    /** The columns may be out of reach, so that there is no more room than there was; the log then writes what it can. */
    private void makeRoom(List<HistoryStep> steps) throws SQLException {
        if (roomMade || !needRoom(steps)) {
            return;
        }
        AppliedLog current = log.get();
        if (current.read().isEmpty() || !current.complete()) {
            current.prepare();
        }
        roomMade = true;
    }

    private static boolean needRoom(List<HistoryStep> steps) {
        return steps.stream().anyMatch(HistoryStep::needsRoom);
    }

    private static boolean announced(List<HistoryStep> steps, Consumer<HistoryChange> announce) {
        steps.forEach(step -> announce.accept(step.change()));
        return true;
    }

    /** False where it turns out within the transaction that room is needed, so that nothing was done. */
    private boolean made(List<HistoryStep> planned, HistoryPlan plan, RunLock lock, Consumer<HistoryChange> announce)
            throws SQLException {
        listener.begun(Undertaking.HISTORY_CHANGE);
        listener.told(Message.info(Text.of("the history is being changed")));
        patience.whileBusy(() -> executed(session.wire().syntax().begin()), () -> session.locks()
                .holder(table));
        try {
            List<HistoryStep> steps = lock.coversTransactionsOnly() ? plan.steps() : planned;
            boolean room = roomMade || !needRoom(steps);
            if (room) {
                List<String> statements = statements(steps);
                announced(steps, announce);
                for (String statement : statements) {
                    executed(statement);
                }
            }
            commit(lock);
            return room;
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    private static List<String> statements(List<HistoryStep> steps) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (HistoryStep step : steps) {
            statements.addAll(step.statements());
        }
        return statements;
    }

    private void commit(RunLock lock) throws SQLException {
        String commit = session.wire().syntax().commit();
        try {
            executed(commit);
        } catch (SQLException e) {
            lock.retry(e, () -> executed(commit));
        }
    }

    private boolean executed(String statement) throws SQLException {
        session.wire().execute(List.of(statement));
        return true;
    }

    private void rollBack(Exception failure) {
        interruption.stopCancelling();
        try {
            session.wire().execute(List.of(session.wire().syntax().rollback()));
        } catch (SQLException | MigriException e) {
            Misbehaviour.after(failure, e);
        }
    }
}
