package io.migri.core.history;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Remarked;
import io.migri.core.foreign.ForeignFinding;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.Patience;
import io.migri.core.lock.ReadingLimit;
import io.migri.core.options.RunOptions;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.reading.Preflight;
import io.migri.core.reading.Preparing;
import io.migri.core.record.AlignedLog;
import io.migri.core.record.Comparison;
import io.migri.core.record.ExplainedLog;
import io.migri.core.record.FileHashes;
import io.migri.core.record.LogOpener;
import io.migri.core.record.NameRoom;
import io.migri.core.record.OwnTables;
import io.migri.core.record.PatientLog;
import io.migri.core.record.Recording;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            LogOpener logs,
            ExecutorRegistry executors,
            List<Migration> files,
            FileHashes hashes,
            RunOptions options,
            Interruption interruption) {
        this.session = session;
        this.interruption = interruption;
        this.patience = new Patience(dialect, options.lockWait(), options.listener(), interruption);
        this.limit = new ReadingLimit(dialect, session, options);
        AppliedLog explained = new ExplainedLog(logs.open(session), OwnTables.HISTORY, dialect);
        this.log = new AlignedLog(new PatientLog(explained, session, OwnTables.HISTORY, patience, limit), files);
        this.journal = session.history().journal(OwnTables.JOURNAL);
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
        return journal.isPresent()
                ? limit.within(RunJournal.SPOKEN, journal.get()::read).orElse(List.of())
                : List.of();
    }

    /** A script without the passwords in it. */
    public String withoutSecrets(String script) {
        return session.language().withoutSecrets(script);
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
        return new Preflight(session, log, executors, options).of(pending);
    }

    /** What of the files was written for another tool, held against what is recorded. */
    public Optional<ForeignFinding> foreign(Set<String> recorded) {
        return options.foreign().look(files, recorded);
    }

    /** Tells everybody something about the files. */
    public void warn(String message) {
        options.listener().remarked(new Remarked(message));
    }

    /**
     * Plans and does changes, in one transaction with the run's lock held.
     *
     * @param announce told of each change before any is done
     */
    public void change(HistoryPlan plan, Consumer<HistoryChange> announce) throws SQLException {
        new HistoryAmendment(session, log, patience, interruption, options.listener()).make(plan, announce);
    }

    /** Takes what the file says now for what was applied. */
    public HistoryStep accept(HistoryChange change, AppliedMigration entry, Migration file) {
        return new HistoryStep(change, true, () -> {
            Recording recording = recording(file);
            try {
                return log.replace(recording.entry(entry.name(), entry.appliedAt()), recording.script());
            } catch (UnsupportedOperationException e) {
                throw new MigriException(ErrorCode.HISTORY_UNUSABLE, String.valueOf(e.getMessage()), e);
            }
        });
    }

    private Recording recording(Migration file) throws SQLException {
        return Preparing.explained(file, () -> Recording.of(file, executors.executor(file), session));
    }

    /** Removes an entry. */
    public HistoryStep remove(HistoryChange change) {
        return new HistoryStep(change, false, () -> log.remove(change.migration()));
    }

    /** Adds an entry, with what its file says as far as that can be read and kept. */
    public HistoryStep mark(HistoryChange change, Migration file) {
        return new HistoryStep(change, true, () -> {
            NameRoom.require(log, file);
            AppliedMigration entry = new AppliedMigration(
                    file.name(), Optional.of(options.clock().instant()));
            List<String> statements = new ArrayList<>(log.append(entry));
            statements.addAll(recorded(entry, file));
            return statements;
        });
    }

    private List<String> recorded(AppliedMigration entry, Migration file) throws SQLException {
        try {
            Recording recording = recording(file);
            return log.replace(recording.entry(entry.name(), entry.appliedAt()), recording.script());
        } catch (MigriException | UnsupportedOperationException e) {
            options.listener()
                    .remarked(new Remarked("what " + entry.name() + " says is not recorded, so it cannot be compared: "
                            + e.getMessage()));
            return List.of();
        }
    }

    /** Removes what the journal holds of a migration. */
    public HistoryStep clearJournal(HistoryChange change) {
        return new HistoryStep(change, false, () -> journal.map(one -> one.forget(change.migration()))
                .orElse(List.of()));
    }

    /** Says something and does nothing. */
    public static HistoryStep nothing(HistoryChange change) {
        return new HistoryStep(change, false, List::of);
    }
}
