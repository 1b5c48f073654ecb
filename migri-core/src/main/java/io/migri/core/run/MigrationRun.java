package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.Decision;
import io.migri.api.Migration;
import io.migri.api.MigrationReport;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.Patience;
import io.migri.core.lock.ReadingLimit;
import io.migri.core.lock.RunLock;
import io.migri.core.options.RunOptions;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Preparing;
import io.migri.core.reading.SchemaToCome;
import io.migri.core.reading.SharedScope;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.NameRoom;
import io.migri.core.record.OpenDatabase;
import io.migri.core.record.OwnTables;
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

/**
 * One run on one connection. Where nothing is pending it is a single query; otherwise it reads the log again under the lock,
 * reads every pending script to its end, and applies them in order.
 */
public final class MigrationRun {
    private final OpenDatabase database;
    private final DialectSession session;
    private final MigrationFiles files;
    private final RunOptions options;
    private final Optional<SchemaToCome> schema;
    private final Backlog backlog;
    private final ReadingLimit limit;

    public MigrationRun(OpenDatabase database, MigrationFiles files, RunOptions options) {
        this(database, files, options, Optional.empty());
    }

    private MigrationRun(
            OpenDatabase database, MigrationFiles files, RunOptions options, Optional<SchemaToCome> schema) {
        this.database = database;
        this.session = database.session();
        this.files = files;
        this.options = options;
        this.schema = schema;
        this.backlog = new Backlog(files, session, options);
        this.limit = new ReadingLimit(database.dialect(), session, options);
    }

    /** The same, where a schema is missing that the first migration may create. */
    public MigrationRun awaiting(Optional<SchemaToCome> missing) {
        return new MigrationRun(database, files, options, missing);
    }

    /** Applies what is pending. */
    public MigrationReport migrate() throws SQLException {
        return run(this::apply, false);
    }

    /** Applies what is pending, with an answer about a statement in doubt. */
    public MigrationReport resume(Decision decision) throws SQLException {
        return new MigrationRun(database, files, options.deciding(decision), schema).migrate();
    }

    /** Applies what is pending where it can be undone, and undoes it. */
    public MigrationReport rehearse() throws SQLException {
        ScratchServer.require(database.dialect(), options.scratchServer());
        return run(new RehearsalRun(database, backlog, options, schema)::run, true);
    }

    private MigrationReport run(UnderLock work, boolean dryRun) throws SQLException {
        try (Interruption interruption = new Interruption(options.cancellation(), session)) {
            Patience patience = new Patience(
                    database.dialect(),
                    options.lockWait(),
                    options.lockBudget().timeout().orElse(options.lockWait()),
                    options.listener(),
                    interruption);
            AppliedLog log = database.log(files.all(), patience, limit);
            Optional<List<AppliedMigration>> history = log.read();
            if (backlog.pending(history).isEmpty()) {
                requireSchema(List.of());
                return backlog.nothingToDo(log, history, dryRun);
            }
            try (RunLock lock = RunLock.acquire(session, log, OwnTables.HISTORY, patience)) {
                ServerSupport.require(session, options);
                return work.run(log, lock, interruption);
            }
        }
    }

    private MigrationReport apply(AppliedLog log, RunLock lock, Interruption interruption) throws SQLException {
        Optional<List<AppliedMigration>> history = log.read();
        List<Migration> pending = backlog.pending(history);
        if (pending.isEmpty()) {
            return backlog.nothingToDo(log, history, false);
        }
        backlog.warn(log, history);
        NameRoom.require(log, pending);
        try (SharedScope scope = new SharedScope(session, options)) {
            List<Prepared> prepared = Preparing.all(pending, files.executors(), scope);
            requireSchema(prepared);
            RunJournal journal = lock.patiently(this::journal);
            if (lock.coversTransactionsOnly() && (journal.concerns(prepared) || lastsInParts(prepared))) {
                lock.coverRun();
                history = log.read();
                prepared = stillPending(prepared, backlog.pending(history));
                journal = lock.patiently(this::journal);
            }
            return prepared.isEmpty()
                    ? backlog.nothingToDo(log, history, false)
                    : apply(prepared, history.isPresent() && log.complete(), log, journal, lock, interruption);
        }
    }

    private MigrationReport apply(
            List<Prepared> prepared,
            boolean logReady,
            AppliedLog log,
            RunJournal journal,
            RunLock lock,
            Interruption interruption)
            throws SQLException {
        lock.patiently(() -> {
            journal.examine(prepared, options.decision(), session);
            return true;
        });
        if (!logReady) {
            log.prepare();
        }
        Stage stage = new Stage(
                new Database(
                        database.dialect(),
                        session,
                        session.wire().syntax(),
                        lock.patiently(session.state()::restore)),
                new Books(log, journal, Recorders.open(session, false, options)),
                new Conduct(options, Mode.RUN, lock, interruption));
        return new Applying(stage, backlog.found()).all(prepared);
    }

    private void requireSchema(List<Prepared> prepared) throws SQLException {
        if (schema.isPresent()) {
            schema.get().require(prepared);
        }
    }

    private RunJournal journal() throws SQLException {
        return limit.within(RunJournal.SPOKEN, () -> RunJournal.read(session.history().journal(OwnTables.JOURNAL)));
    }

    private static boolean lastsInParts(List<Prepared> prepared) {
        return prepared.stream().anyMatch(one -> one.script().lastsInParts());
    }

    private static List<Prepared> stillPending(List<Prepared> prepared, List<Migration> pending) {
        return prepared.stream()
                .filter(one -> pending.stream()
                        .anyMatch(each -> each.name().equals(one.migration().name())))
                .toList();
    }

    /** What to do under the lock. */
    @FunctionalInterface
    private interface UnderLock {
        MigrationReport run(AppliedLog log, RunLock lock, Interruption interruption) throws SQLException;
    }
}
