package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.core.history.Comparison;
import io.migri.core.history.FileHashes;
import io.migri.core.history.Recording;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.spi.AppliedLog;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.JournalEntry;
import io.migri.spi.RecoveryJournal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the history of one database can be looked at and put right, beside all runs. */
public final class HistoryDesk {
    private final DialectSession session;
    private final AppliedLog log;
    private final Optional<RecoveryJournal> journal;
    private final ExecutorRegistry executors;
    private final List<Migration> files;
    private final FileHashes hashes;
    private final RunOptions options;
    private final Interruption interruption;
    private final Patience patience;
    private final ReadingLimit limit;

    /** @param files all migrations there are, in order */
    public HistoryDesk(
            Dialect dialect,
            DialectSession session,
            MigrationRun.LogOpener logs,
            ExecutorRegistry executors,
            List<Migration> files,
            FileHashes hashes,
            RunOptions options,
            Interruption interruption) {
        this.session = session;
        this.interruption = interruption;
        this.patience = new Patience(dialect, options.lockWait(), options.listener(), interruption);
        this.limit = new ReadingLimit(dialect, session, options);
        AppliedLog explained = new ExplainedLog(logs.open(session), MigrationRun.TABLE, dialect);
        this.log = new PatientLog(explained, session, MigrationRun.TABLE, patience, limit);
        this.journal = session.journal(RunJournal.TABLE);
        this.executors = executors;
        this.files = files;
        this.hashes = hashes;
        this.options = options;
    }

    /** All migrations there are, in order. */
    public List<Migration> files() {
        return files;
    }

    /** What is recorded, in order; nothing where there is no history yet. One query. */
    public List<AppliedMigration> history() throws SQLException {
        return log.read().orElse(List.of());
    }

    /** What the journal holds. One query. */
    public List<JournalEntry> journal() throws SQLException {
        return journal.isPresent() ? limit.within(journal.get()::read).orElse(List.of()) : List.of();
    }

    /** Compares files with what was applied; used after {@link #history}. */
    public Comparison comparison() {
        return new Comparison(session, executors, log, hashes);
    }

    /** The text that was applied; used after {@link #history}. */
    public Optional<Migration> recorded(String name) throws SQLException {
        return Comparison.recorded(log, name);
    }

    /** Reads {@code pending} as a run does before it applies them, and returns what would stop it, by the migration's name. */
    public Map<String, MigriException> preflight(List<Migration> pending) throws SQLException {
        Map<String, MigriException> found = new LinkedHashMap<>();
        try (SharedScope scope = new SharedScope(session, options)) {
            List<Prepared> prepared = new ArrayList<>();
            for (Migration migration : pending) {
                collect(migration, found, () -> prepared.add(prepared(migration, scope)));
            }
            for (Prepared one : prepared) {
                collect(one.migration(), found, () -> check(one));
            }
        }
        return found;
    }

    private static void collect(
            Migration migration, Map<String, MigriException> found, MigrationRun.Preparation<Boolean> part)
            throws SQLException {
        try {
            MigrationRun.explained(migration, part);
        } catch (MigriException e) {
            found.put(migration.name(), e);
        }
    }

    private Prepared prepared(Migration migration, SharedScope scope) throws SQLException {
        return MigrationRun.explained(
                migration,
                () -> new Prepared(
                        migration,
                        executors.executor(migration),
                        executors.executor(migration).prepare(migration, scope)));
    }

    private boolean check(Prepared one) throws SQLException {
        if (one.script().empty() && !options.allowEmpty()) {
            throw new MigriException(
                    ErrorCode.SCRIPT_INVALID, one.migration().origin() + " is empty, which --allow-empty permits");
        }
        return MigrationRun.explained(one.migration(), () -> {
            one.script().check();
            return true;
        });
    }

    /**
     * Plans and does changes, in one transaction with the run's lock held. Where that lock is the transaction's, it is planned once more
     * within it, because somebody may have been quicker.
     *
     * @param announce told of each change before any is done
     */
    public void change(Plan plan, Consumer<HistoryChange> announce) throws SQLException {
        try (RunLock lock = RunLock.acquire(session, log, MigrationRun.TABLE, patience)) {
            boolean changed;
            do {
                List<Step> steps = plan.steps();
                makeRoom(steps);
                changed = steps.stream().allMatch(Step::idle)
                        ? announced(steps, announce)
                        : changed(steps, plan, lock, announce);
            } while (!changed);
        }
    }

    private void makeRoom(List<Step> steps) throws SQLException {
        if (lacksRoom(steps)) {
            log.prepare();
        }
    }

    private boolean lacksRoom(List<Step> steps) throws SQLException {
        return steps.stream().anyMatch(Step::needsRoom) && (log.read().isEmpty() || !log.complete());
    }

    private static boolean announced(List<Step> steps, Consumer<HistoryChange> announce) {
        steps.forEach(step -> announce.accept(step.change()));
        return true;
    }

    /** False where it turned out that there is no room, so that nothing was done. */
    private boolean changed(List<Step> planned, Plan plan, RunLock lock, Consumer<HistoryChange> announce)
            throws SQLException {
        patience.whileBusy(
                () -> executed(session.transactionSyntax().begin()), () -> session.lockHolder(MigrationRun.TABLE));
        try {
            List<Step> steps = lock.coversTransactionsOnly() ? plan.steps() : planned;
            boolean room = !lacksRoom(steps);
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

    private static List<String> statements(List<Step> steps) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (Step step : steps) {
            statements.addAll(step.work().statements());
        }
        return statements;
    }

    private void commit(RunLock lock) throws SQLException {
        String commit = session.transactionSyntax().commit();
        try {
            executed(commit);
        } catch (SQLException e) {
            lock.retry(e, () -> executed(commit));
        }
    }

    private boolean executed(String statement) throws SQLException {
        session.execute(List.of(statement));
        return true;
    }

    private void rollBack(Exception failure) {
        interruption.stopCancelling();
        try {
            session.execute(List.of(session.transactionSyntax().rollback()));
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Takes what the file says now for what was applied. */
    public Step accept(HistoryChange change, AppliedMigration entry, Migration file) {
        return new Step(change, true, () -> {
            Recording recording = recording(file);
            return log.replace(recording.entry(entry.name(), entry.appliedAt()), recording.script());
        });
    }

    private Recording recording(Migration file) throws SQLException {
        return MigrationRun.explained(file, () -> Recording.of(file, executors.executor(file), session));
    }

    /** Removes an entry. */
    public Step remove(HistoryChange change) {
        return new Step(change, false, () -> log.remove(change.migration()));
    }

    /** Adds an entry of which no more is known than that it counts as applied. */
    public Step mark(HistoryChange change) {
        return new Step(
                change,
                true,
                () -> log.append(new AppliedMigration(
                        change.migration(), Optional.of(options.clock().instant()))));
    }

    /** Removes what the journal holds of a migration. */
    public Step clearJournal(HistoryChange change) {
        return new Step(change, false, () -> journal.map(one -> one.forget(change.migration()))
                .orElse(List.of()));
    }

    /** Says something and does nothing. */
    public static Step nothing(HistoryChange change) {
        return new Step(change, false, List::of);
    }

    /** Finds out what is to be done. */
    @FunctionalInterface
    public interface Plan {
        List<Step> steps() throws SQLException;
    }

    /** The statements of a change. */
    @FunctionalInterface
    interface Work {
        List<String> statements() throws SQLException;
    }

    /** A change and how it is done. */
    public static final class Step {
        private final HistoryChange change;
        private final boolean needsRoom;
        private final Work work;

        private Step(HistoryChange change, boolean needsRoom, Work work) {
            this.change = change;
            this.needsRoom = needsRoom;
            this.work = work;
        }

        /** What is done, in words. */
        public HistoryChange change() {
            return change;
        }

        private boolean idle() {
            return change.kind() == HistoryChange.Kind.NOTHING;
        }

        private boolean needsRoom() {
            return needsRoom;
        }

        private Work work() {
            return work;
        }
    }
}
