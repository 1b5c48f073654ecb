package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.Undertaking;
import io.migri.core.ahead.Meanwhile;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.OpenInBatch;
import io.migri.core.lock.RunLock;
import io.migri.core.options.LockBudget;
import io.migri.core.options.RunOptions;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Preparing;
import io.migri.core.reading.SchemaToCome;
import io.migri.core.reading.SharedScope;
import io.migri.core.record.NameRoom;
import io.migri.core.record.OpenDatabase;
import io.migri.core.refusal.OneTransactionCheck;
import io.migri.core.refusal.RehearsalCheck;
import io.migri.core.stage.Books;
import io.migri.core.stage.Conduct;
import io.migri.core.stage.Database;
import io.migri.core.stage.Mode;
import io.migri.core.stage.Stage;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Applies what is pending on the stage of a rehearsal, which takes it away again.
 *
 * @param begun given the session of the rehearsal once all is ready
 */
record RehearsalRun(
        OpenDatabase database,
        Backlog backlog,
        RunOptions options,
        Optional<SchemaToCome> schema,
        Consumer<DialectSession> begun) {

    /** What is stopped on request is the rehearsal, and not what takes it away. */
    MigrationReport run(AppliedLog log, RunLock lock, Interruption interruption) throws SQLException {
        Optional<List<AppliedMigration>> history = log.read();
        Due due = backlog.due(history);
        if (due.isEmpty()) {
            return backlog.nothingToDo(log, history, due, true);
        }
        backlog.warn(log, history, due);
        NameRoom.require(log, due.migrations());
        options.listener().begun(Undertaking.REHEARSAL);
        try (Rehearsal<DialectSession> rehearsal =
                        database.session().rehearsals().open(rehearsalRequest());
                Interruption onStage = new Interruption(options.cancellation(), rehearsal.session())) {
            try {
                return rehearse(due, history.isPresent(), rehearsal, lock, onStage);
            } finally {
                onStage.stopCancelling();
                interruption.stopCancelling();
            }
        }
    }

    private RehearsalRequest rehearsalRequest() {
        return new RehearsalRequest(
                options.rehearsedRows(),
                database.table(),
                options.scratchServer(),
                message -> options.listener().told(Message.info(message)),
                message -> options.listener().told(Message.note(message)));
    }

    private MigrationReport rehearse(
            Due due, boolean logExists, Rehearsal<DialectSession> rehearsal, RunLock lock, Interruption interruption)
            throws SQLException {
        OpenDatabase rehearsed = database.with(rehearsal.session());
        try (SharedScope scope = new SharedScope(rehearsed.session(), options)) {
            List<Prepared> prepared =
                    Preparing.all(due.migrations(), backlog.files().executors(), scope);
            if (schema.isPresent()) {
                schema.get().require(prepared);
            }
            if (options.oneTransaction()) {
                OneTransactionCheck.require(prepared, rehearsed.session());
            }
            if (rehearsal instanceof OnCopy<DialectSession> copy) {
                RehearsalCheck.require(copy, prepared);
            }
            rehearsal.begin();
            // sets how long to wait, which has to come before anybody asks how to put the session back
            RunOptions bounded = boundWaiting(rehearsal);
            AppliedLog log = readyLog(rehearsed, logExists);
            RunJournal journal = rehearsalJournal(rehearsal, prepared);
            Books books = new Books(log, journal, Recorders.open(rehearsed.session(), true, options));
            if (rehearsal instanceof OnCopy) {
                // what happens in a copy disturbs nobody, and nobody disturbs it
                lock.release();
            }
            try (Meanwhile meanwhile = new Meanwhile()) {
                Conduct conduct = new Conduct(bounded, mode(rehearsal), new OpenInBatch(), interruption, meanwhile);
                begun.accept(rehearsed.session());
                return new Applying(new Stage(onStage(rehearsed), books, conduct), due).all(prepared);
            }
        }
    }

    private static Database onStage(OpenDatabase rehearsed) throws SQLException {
        DialectSession session = rehearsed.session();
        return new Database(rehearsed.dialect(), session, session.state().restore());
    }

    private static Mode mode(Rehearsal<DialectSession> rehearsal) {
        return rehearsal instanceof InTransaction<DialectSession> transaction
                ? new Mode.DryRunInTransaction(transaction)
                : new Mode.DryRunOnCopy(rehearsal.session().wire().syntax());
    }

    /** On the real database also for what is ours. Putting the session back then keeps it. */
    private RunOptions boundWaiting(Rehearsal<DialectSession> rehearsal) throws SQLException {
        if (rehearsal instanceof OnCopy) {
            return options;
        }
        DialectSession stage = rehearsal.session();
        LockBudget budget = options.lockBudget().rehearsing(stage.locks().ownTimeout());
        stage.wire()
                .execute(budget.timeout()
                        .map(limit -> stage.locks().timeout(limit).perTransaction())
                        .orElse(List.of()));
        return options.waiting(budget);
    }

    /** A copy has what an earlier run left undone, and the rehearsal goes on there as a run would. */
    private RunJournal rehearsalJournal(Rehearsal<DialectSession> rehearsal, List<Prepared> prepared)
            throws SQLException {
        if (rehearsal instanceof InTransaction) {
            return RunJournal.NONE;
        }
        RunJournal journal = RunJournal.read(rehearsal.session().history().journal(database.table()));
        journal.findResumePoints(prepared, options.decision(), rehearsal.session());
        return journal;
    }

    /** Does not ask for a log that is known to be missing: in a transaction the error would end it. */
    private static AppliedLog readyLog(OpenDatabase rehearsed, boolean exists) throws SQLException {
        AppliedLog log = rehearsed.log();
        // a history in another database than the one that was copied may have been left out
        if ((!exists || log.read().isEmpty()) && log.undoneByRollback()) {
            log.prepare();
        }
        return log;
    }
}
