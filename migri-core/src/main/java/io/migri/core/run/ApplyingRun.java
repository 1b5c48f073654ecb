package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.MigrationReport;
import io.migri.core.ahead.Meanwhile;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.RunLock;
import io.migri.core.lock.WithinTransaction;
import io.migri.core.options.RunOptions;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Preparing;
import io.migri.core.reading.SchemaToCome;
import io.migri.core.reading.SharedScope;
import io.migri.core.record.NameRoom;
import io.migri.core.record.OpenDatabase;
import io.migri.core.refusal.OneTransactionCheck;
import io.migri.core.stage.Books;
import io.migri.core.stage.Conduct;
import io.migri.core.stage.Database;
import io.migri.core.stage.Mode;
import io.migri.core.stage.Stage;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.state.SessionState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies what is pending, with the run's lock held. */
record ApplyingRun(OpenDatabase database, Backlog backlog, RunOptions options, Optional<SchemaToCome> schema) {

    MigrationReport run(AppliedLog log, RunLock lock, Interruption interruption) throws SQLException {
        // somebody may have been quicker while this run waited for the lock
        Optional<List<AppliedMigration>> history = log.read();
        Due due = backlog.due(history);
        if (due.isEmpty()) {
            return backlog.nothingToDo(log, history, due, false);
        }
        backlog.warn(log, history, due);
        NameRoom.require(log, due.migrations());
        try (SharedScope scope = new SharedScope(database.session(), options)) {
            List<Prepared> prepared =
                    Preparing.all(due.migrations(), backlog.files().executors(), scope);
            if (schema.isPresent()) {
                schema.get().require(prepared);
            }
            if (options.oneTransaction()) {
                OneTransactionCheck.require(prepared, database.session());
            }
            RunJournal journal = lock.patiently(this::journal);
            if (options.oneTransaction()) {
                OneTransactionCheck.requireUntouched(prepared, journal);
            }
            if (lock.coversTransactionsOnly() && (journal.concerns(prepared) || lastsInParts(prepared))) {
                // what is committed in parts must not have another run between the parts
                lock.coverRun();
                history = log.read();
                due = due.among(backlog.pending(history));
                prepared = stillDue(prepared, due.names());
                journal = lock.patiently(this::journal);
            }
            if (prepared.isEmpty()) {
                return backlog.nothingToDo(log, history, due, false);
            }
            examine(journal, prepared, lock);
            if (history.isEmpty() || !log.complete()) {
                log.prepare();
            }
            List<String> restore = lock.patiently(database.session().state()::restore);
            Database restored = new Database(database.dialect(), database.session(), restore);
            Books books = new Books(log, journal, Recorders.open(database.session(), false, options));
            try (Meanwhile meanwhile = new Meanwhile()) {
                Stage stage = new Stage(restored, books, conduct(lock, interruption, meanwhile));
                return options.oneTransaction()
                        ? together(stage, due, prepared, lock)
                        : new Applying(stage, due).all(prepared);
            }
        }
    }

    private Conduct conduct(RunLock lock, Interruption interruption, Meanwhile meanwhile) {
        if (!options.oneTransaction()) {
            Mode mode = new Mode.Run(database.session().wire().syntax());
            return new Conduct(options, mode, lock, interruption, meanwhile);
        }
        SessionState state = database.session().state();
        Mode mode = Mode.OneTransaction.of(
                database.session().wire().syntax(), state.inPlaceOfCommit(), state.restoreForNext());
        RunOptions once = options.waiting(options.lockBudget().once());
        return new Conduct(once, mode, new WithinTransaction(lock), interruption, meanwhile);
    }

    private MigrationReport together(Stage stage, Due due, List<Prepared> prepared, RunLock lock) throws SQLException {
        try (OneTransaction transaction = OneTransaction.begin(stage, lock)) {
            if (lock.opensInBatch()) {
                return new Applying(stage, due, transaction).all(prepared);
            }
            // somebody may have been quicker until it began, and nobody can any more
            AppliedLog log = stage.books().log();
            Optional<List<AppliedMigration>> history = log.read();
            Due still = due.among(backlog.pending(history));
            List<Prepared> left = stillDue(prepared, still.names());
            return left.isEmpty()
                    ? backlog.nothingToDo(log, history, still, false)
                    : new Applying(stage, still, transaction).all(left);
        }
    }

    private RunJournal journal() throws SQLException {
        return RunJournal.read(database, options);
    }

    /** Finds out where each begun migration goes on, before anything is changed. */
    private void examine(RunJournal journal, List<Prepared> prepared, RunLock lock) throws SQLException {
        lock.patiently(() -> {
            journal.findResumePoints(prepared, options.decision(), database.session());
            return true;
        });
    }

    private static boolean lastsInParts(List<Prepared> prepared) {
        return prepared.stream().anyMatch(one -> one.script().lastsInParts());
    }

    private static List<Prepared> stillDue(List<Prepared> prepared, Set<String> due) {
        return prepared.stream()
                .filter(one -> due.contains(one.migration().name()))
                .toList();
    }
}
