package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.event.MigrationListener.Informed;
import io.migri.api.event.MigrationListener.Planned;
import io.migri.api.event.MigrationListener.Remarked;
import io.migri.api.event.MigrationListener.Warned;
import io.migri.core.history.Comparison;
import io.migri.core.history.FileHashes;
import io.migri.core.history.Warnings;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.report.RunRecorder;
import io.migri.core.source.ReadFailure;
import io.migri.spi.AppliedLog;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.MigrationExecutor;
import io.migri.spi.PreparedMigration;
import io.migri.spi.ProbeRequest;
import io.migri.spi.Rehearsal;
import io.migri.spi.RehearsalRequest;
import io.migri.spi.StatementProbe;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run on one connection. Where nothing is pending it is a single query; otherwise it reads the log again under the lock,
 * reads every pending script to its end, and applies them in order.
 */
public final class MigrationRun {
    /** The table's name, which the Python tool gave it. */
    public static final String TABLE = "applied_migration";

    private static final Set<String> OWN = Set.of(TABLE, RunJournal.TABLE);

    private final Dialect dialect;
    private final DialectSession session;
    private final LogOpener logs;
    private final ExecutorRegistry executors;
    private final List<Migration> migrations;
    private final FileHashes hashes;
    private final RunOptions options;

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
        this.dialect = dialect;
        this.session = session;
        this.logs = logs;
        this.executors = executors;
        this.migrations = migrations;
        this.hashes = hashes;
        this.options = options;
    }

    /** Applies what is pending. */
    public MigrationReport migrate() throws SQLException {
        return run(this::apply, false);
    }

    /** Applies what is pending, with an answer about a statement in doubt. */
    public MigrationReport resume(Decision decision) throws SQLException {
        RunOptions deciding = options.deciding(decision);
        return new MigrationRun(dialect, session, logs, executors, migrations, hashes, deciding).migrate();
    }

    /** Applies what is pending where it can be undone, and undoes it. */
    public MigrationReport rehearse() throws SQLException {
        ScratchServer.require(dialect, options.scratchServer());
        return run(this::rehearse, true);
    }

    private MigrationReport run(Application application, boolean dryRun) throws SQLException {
        try (Interruption interruption = new Interruption(options.cancellation(), session)) {
            Patience patience = new Patience(dialect, options.lockWait(), options.listener(), interruption);
            AppliedLog log =
                    new PatientLog(log(session), session, TABLE, patience, new ReadingLimit(dialect, session, options));
            Optional<List<AppliedMigration>> history = log.read();
            if (pending(history).isEmpty()) {
                return nothingToDo(log, history, dryRun);
            }
            try (RunLock lock = RunLock.acquire(session, log, TABLE, patience)) {
                return application.run(log, lock, interruption);
            }
        }
    }

    private MigrationReport nothingToDo(AppliedLog log, Optional<List<AppliedMigration>> history, boolean dryRun)
            throws SQLException {
        warn(log, history);
        options.listener().planned(new Planned(migrations.size(), List.of()));
        return new MigrationReport(migrations.size(), dryRun, List.of());
    }

    /** Tells what is not as it was recorded, or not in order, or refuses it. */
    private void warn(AppliedLog log, Optional<List<AppliedMigration>> history) throws SQLException {
        List<Warned> warnings = new Warnings(migrations, history.orElse(List.of()))
                .all(new Comparison(session, executors, log, hashes));
        if (options.strict() && !warnings.isEmpty()) {
            throw Strictness.refusal(warnings);
        }
        warnings.forEach(options.listener()::warned);
    }

    private MigrationReport apply(AppliedLog log, RunLock lock, Interruption interruption) throws SQLException {
        Optional<List<AppliedMigration>> history = log.read();
        List<Migration> pending = pending(history);
        if (pending.isEmpty()) {
            return nothingToDo(log, history, false);
        }
        warn(log, history);
        try (SharedScope scope = new SharedScope(session, options)) {
            List<Prepared> prepared = prepare(pending, scope);
            RunJournal journal = lock.patiently(this::journal);
            if (lock.coversTransactionsOnly() && (journal.concerns(prepared) || lastsInParts(prepared))) {
                lock.coverRun();
                history = log.read();
                prepared = stillPending(prepared, pending(history));
                journal = lock.patiently(this::journal);
            }
            return prepared.isEmpty()
                    ? nothingToDo(log, history, false)
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
                session.transactionSyntax(),
                lock,
                lock.patiently(session::restoreStatements),
                false,
                options,
                interruption,
                recorder(session, false));
        return new Applying(workplace, migrations.size(), false).all(prepared);
    }

    private RunJournal journal() throws SQLException {
        return RunJournal.read(session.journal(RunJournal.TABLE));
    }

    private static boolean lastsInParts(List<Prepared> prepared) {
        return prepared.stream().anyMatch(one -> one.script().lastsInParts());
    }

    private static List<Prepared> stillPending(List<Prepared> prepared, List<Migration> pending) {
        return prepared.stream()
                .filter(one -> pending.contains(one.migration()))
                .toList();
    }

    /** What is stopped on request is the rehearsal, and not what takes it away. */
    private MigrationReport rehearse(AppliedLog log, RunLock lock, Interruption interruption) throws SQLException {
        Optional<List<AppliedMigration>> history = log.read();
        List<Migration> pending = pending(history);
        if (pending.isEmpty()) {
            return nothingToDo(log, history, true);
        }
        warn(log, history);
        try (Rehearsal rehearsal = session.rehearse(rehearsalRequest());
                Interruption onStage = new Interruption(options.cancellation(), rehearsal.session())) {
            try {
                return rehearse(pending, history.isPresent(), rehearsal, lock, onStage);
            } finally {
                onStage.stopCancelling();
                interruption.stopCancelling();
            }
        }
    }

    private @Nullable RunRecorder recorder(DialectSession place, boolean rehearsal) throws SQLException {
        if (!options.report()) {
            return null;
        }
        ProbeRequest request = new ProbeRequest(rehearsal, OWN);
        Optional<StatementProbe> probe = place.probe(request);
        if (probe.isEmpty()) {
            options.listener()
                    .remarked(new Remarked("there is no report: this database does not tell what statements do"));
        }
        return probe.map(found -> new RunRecorder(found, place, options.listener()))
                .orElse(null);
    }

    private RehearsalRequest rehearsalRequest() {
        return new RehearsalRequest(
                options.rehearsedRows(),
                OWN,
                options.scratchServer(),
                message -> options.listener().informed(new Informed(message)),
                message -> options.listener().remarked(new Remarked(message)));
    }

    private MigrationReport rehearse(
            List<Migration> pending, boolean logExists, Rehearsal rehearsal, RunLock lock, Interruption interruption)
            throws SQLException {
        DialectSession stage = rehearsal.session();
        try (SharedScope scope = new SharedScope(stage, options)) {
            List<Prepared> prepared = prepare(pending, scope);
            RehearsalCheck.require(rehearsal, prepared);
            rehearsal.begin();
            RunOptions bounded = boundWaiting(rehearsal);
            Workplace workplace = new Workplace(
                    dialect,
                    stage,
                    readyLog(stage, logExists),
                    rehearsalJournal(rehearsal, prepared),
                    rehearsal.onRealDatabase() ? RehearsalSyntax.WITHIN_TRANSACTION : stage.transactionSyntax(),
                    new OpenInBatch(),
                    stage.restoreStatements(),
                    rehearsal.onRealDatabase(),
                    bounded,
                    interruption,
                    recorder(stage, true));
            if (!rehearsal.onRealDatabase()) {
                // what happens in a copy disturbs nobody, and nobody disturbs it
                lock.release();
            }
            return new Applying(workplace, migrations.size(), true).all(prepared);
        }
    }

    /** On the real database also for what is ours; that is done before anybody asks how to put the session back, which so keeps it. */
    private RunOptions boundWaiting(Rehearsal rehearsal) throws SQLException {
        if (!rehearsal.onRealDatabase()) {
            return options;
        }
        DialectSession stage = rehearsal.session();
        LockBudget budget = options.lockBudget().rehearsing(stage.ownLockTimeout());
        stage.execute(budget.timeout()
                .map(limit -> stage.lockTimeout(limit).perTransaction())
                .orElse(List.of()));
        return options.waiting(budget);
    }

    /** A copy has what an earlier run left undone, and the rehearsal goes on there as a run would. */
    private RunJournal rehearsalJournal(Rehearsal rehearsal, List<Prepared> prepared) throws SQLException {
        if (rehearsal.onRealDatabase()) {
            return RunJournal.NONE;
        }
        RunJournal journal = RunJournal.read(rehearsal.session().journal(RunJournal.TABLE));
        journal.examine(prepared, options.decision(), rehearsal.session());
        return journal;
    }

    /** Does not ask for a log that is known to be missing: in a transaction the error would end it. */
    private AppliedLog readyLog(DialectSession stage, boolean exists) throws SQLException {
        AppliedLog log = log(stage);
        if (exists) {
            log.read();
        } else {
            log.prepare();
        }
        return log;
    }

    private AppliedLog log(DialectSession place) {
        return new ExplainedLog(logs.open(place), TABLE, dialect);
    }

    private List<Migration> pending(Optional<List<AppliedMigration>> applied) {
        Set<String> names = new HashSet<>();
        applied.ifPresent(all -> all.forEach(one -> names.add(one.name())));
        List<Migration> pending = new ArrayList<>();
        for (Migration migration : migrations) {
            if (!names.contains(migration.name())) {
                pending.add(migration);
            }
        }
        return pending;
    }

    /** Reads every script before the first is applied, so that a mistake in the last one costs nothing. */
    private List<Prepared> prepare(List<Migration> pending, SharedScope scope) throws SQLException {
        List<Prepared> prepared = new ArrayList<>(pending.size());
        for (Migration migration : pending) {
            MigrationExecutor executor = executors.executor(migration);
            PreparedMigration script = explained(migration, () -> executor.prepare(migration, scope));
            prepared.add(new Prepared(migration, executor, script));
        }
        for (Prepared one : prepared) {
            explained(one.migration(), () -> {
                one.script().check();
                return one;
            });
        }
        return prepared;
    }

    static <T> T explained(Migration migration, Preparation<T> preparation) throws SQLException {
        try {
            return preparation.run();
        } catch (ScriptException e) {
            SourcePosition position = ScriptText.position(migration, e.line(), e.column());
            throw new MigriException(
                    ErrorCode.SCRIPT_INVALID,
                    Failure.text(e),
                    "nothing was applied; mend the file and run again",
                    position,
                    null,
                    e);
        } catch (IOException e) {
            throw new MigriException(
                    ErrorCode.SOURCE_UNREADABLE,
                    migration.origin() + " cannot be read: " + ReadFailure.reason(e),
                    "nothing was applied; make the file readable and run again",
                    null,
                    null,
                    e);
        }
    }

    /** Opens the applied log of a session. */
    @FunctionalInterface
    public interface LogOpener {
        AppliedLog open(DialectSession session);
    }

    /** What to do under the lock. */
    @FunctionalInterface
    private interface Application {
        MigrationReport run(AppliedLog log, RunLock lock, Interruption interruption) throws SQLException;
    }

    /** A part of reading one migration. */
    @FunctionalInterface
    interface Preparation<T> {
        T run() throws SQLException, IOException;
    }
}
