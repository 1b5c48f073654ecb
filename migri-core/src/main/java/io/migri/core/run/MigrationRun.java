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
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.reading.Prepared;
import io.migri.core.reading.Preparing;
import io.migri.core.reading.SchemaToCome;
import io.migri.core.reading.SharedScope;
import io.migri.core.record.AlignedLog;
import io.migri.core.record.ExplainedLog;
import io.migri.core.record.FileHashes;
import io.migri.core.record.LogOpener;
import io.migri.core.record.NameRoom;
import io.migri.core.record.OwnTables;
import io.migri.core.record.PatientLog;
import io.migri.spi.Dialect;
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
    private final Dialect dialect;
    private final DialectSession session;
    private final LogOpener logs;
    private final ExecutorRegistry executors;
    private final RunOptions options;
    private final Backlog backlog;
    private final ReadingLimit limit;
    private final Optional<SchemaToCome> schema;

    /**
     * A run.
     *
     * @param migrations all there are, in the order in which they are to be applied
     * @param hashes of their files
     */
    public MigrationRun(
            Dialect dialect,
            DialectSession session,
            LogOpener logs,
            ExecutorRegistry executors,
            List<Migration> migrations,
            FileHashes hashes,
            RunOptions options) {
        this(
                dialect,
                session,
                logs,
                executors,
                options,
                new Backlog(migrations, hashes, session, executors, options),
                Optional.empty());
    }

    private MigrationRun(
            Dialect dialect,
            DialectSession session,
            LogOpener logs,
            ExecutorRegistry executors,
            RunOptions options,
            Backlog backlog,
            Optional<SchemaToCome> schema) {
        this.dialect = dialect;
        this.session = session;
        this.logs = logs;
        this.executors = executors;
        this.options = options;
        this.limit = new ReadingLimit(dialect, session, options);
        this.backlog = backlog;
        this.schema = schema;
    }

    /** The same, where a schema is missing that the first migration may create. */
    public MigrationRun awaiting(Optional<SchemaToCome> missing) {
        return new MigrationRun(dialect, session, logs, executors, options, backlog, missing);
    }

    /** Applies what is pending. */
    public MigrationReport migrate() throws SQLException {
        return run(this::apply, false);
    }

    /** Applies what is pending, with an answer about a statement in doubt. */
    public MigrationReport resume(Decision decision) throws SQLException {
        RunOptions deciding = options.deciding(decision);
        return new MigrationRun(dialect, session, logs, executors, backlog.migrations(), backlog.hashes(), deciding)
                .awaiting(schema)
                .migrate();
    }

    /** Applies what is pending where it can be undone, and undoes it. */
    public MigrationReport rehearse() throws SQLException {
        ScratchServer.require(dialect, options.scratchServer());
        return run(new RehearsalRun(dialect, session, logs, backlog, options, schema)::run, true);
    }

    private MigrationReport run(UnderLock work, boolean dryRun) throws SQLException {
        try (Interruption interruption = new Interruption(options.cancellation(), session)) {
            Patience patience = new Patience(
                    dialect,
                    options.lockWait(),
                    options.lockBudget().timeout().orElse(options.lockWait()),
                    options.listener(),
                    interruption);
            AppliedLog explained = new ExplainedLog(logs.open(session), OwnTables.HISTORY, dialect);
            AppliedLog patient = new PatientLog(explained, session, OwnTables.HISTORY, patience, limit);
            AppliedLog log = new AlignedLog(patient, backlog.migrations());
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
            List<Prepared> prepared = Preparing.all(pending, executors, scope);
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
        Workplace workplace = new Workplace(
                dialect,
                session,
                log,
                journal,
                session.wire().syntax(),
                lock,
                lock.patiently(session.state()::restore),
                false,
                options,
                interruption,
                Recorders.open(session, false, options));
        return new Applying(workplace, backlog.migrations().size(), false).all(prepared);
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
