package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.MigrationReport;
import io.migri.core.ahead.Meanwhile;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.ReadingLimit;
import io.migri.core.lock.RunLock;
import io.migri.core.options.RunOptions;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Preparing;
import io.migri.core.reading.SchemaToCome;
import io.migri.core.reading.SharedScope;
import io.migri.core.record.NameRoom;
import io.migri.core.record.OpenDatabase;
import io.migri.core.stage.Books;
import io.migri.core.stage.Conduct;
import io.migri.core.stage.Database;
import io.migri.core.stage.Mode;
import io.migri.core.stage.Stage;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
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
            RunJournal journal = lock.patiently(this::journal);
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
            Mode mode = new Mode.Run(database.session().wire().syntax());
            try (Meanwhile meanwhile = new Meanwhile()) {
                Conduct conduct = new Conduct(options, mode, lock, interruption, meanwhile);
                return new Applying(stage(log, journal, conduct), due).all(prepared);
            }
        }
    }

    private RunJournal journal() throws SQLException {
        ReadingLimit limit = new ReadingLimit(database.dialect(), database.session(), options);
        return limit.within(
                RunJournal.spoken(options),
                () -> RunJournal.read(database.session().history().journal(database.table())));
    }

    /** Finds out where each begun migration goes on, before anything is changed. */
    private void examine(RunJournal journal, List<Prepared> prepared, RunLock lock) throws SQLException {
        lock.patiently(() -> {
            journal.findResumePoints(prepared, options.decision(), database.session());
            return true;
        });
    }

    private Stage stage(AppliedLog log, RunJournal journal, Conduct conduct) throws SQLException {
        DialectSession session = database.session();
        List<String> restore = conduct.gate().patiently(session.state()::restore);
        return new Stage(
                new Database(database.dialect(), session, restore),
                new Books(log, journal, Recorders.open(session, false, options)),
                conduct);
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
