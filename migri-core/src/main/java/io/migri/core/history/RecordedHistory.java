package io.migri.core.history;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.adopt.Adoption;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.foreign.ForeignFinding;
import io.migri.core.format.OtherHistory;
import io.migri.core.format.OtherReading;
import io.migri.core.journal.RunJournal;
import io.migri.core.lock.Interruption;
import io.migri.core.lock.Patience;
import io.migri.core.lock.ReadingLimit;
import io.migri.core.options.RunOptions;
import io.migri.core.reading.CollectedPreparing;
import io.migri.core.reading.Preparing;
import io.migri.core.reading.Reason;
import io.migri.core.record.Comparison;
import io.migri.core.record.Gzip;
import io.migri.core.record.MigrationFiles;
import io.migri.core.record.NameRoom;
import io.migri.core.record.OpenDatabase;
import io.migri.core.record.Recording;
import io.migri.core.record.UndoText;
import io.migri.core.repeatable.Repeatables;
import io.migri.core.repeatable.Standing;
import io.migri.core.source.Repeatable;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one database has recorded, beside the files: to be looked at and put right outside of all runs. */
public final class RecordedHistory {
    private final DialectSession session;
    private final OpenDatabase database;
    private MigrationFiles files;
    private RunOptions options;
    private final Interruption interruption;
    private final Patience patience;
    private final ReadingLimit limit;
    private AppliedLog log;
    /** What {@code log} has beside the migrations; null where it has them alone. */
    private @Nullable Repeatables together;

    private final Optional<RecoveryJournal> journal;
    private Optional<OtherHistory> adopted = Optional.empty();

    public RecordedHistory(OpenDatabase database, MigrationFiles files, RunOptions options, Interruption interruption) {
        this.database = database;
        this.session = database.session();
        this.files = files;
        this.options = options;
        this.interruption = interruption;
        this.patience = new Patience(database.dialect(), options.lockWait(), options.listener(), interruption);
        this.limit = new ReadingLimit(database.dialect(), session, options);
        this.log = database.log(files.all(), patience, limit);
        this.journal = session.history().journal(database.table());
    }

    /** All migrations there are, in order; used after {@link #history}, which finds out what they are. */
    public List<Migration> files() {
        return files.all();
    }

    /**
     * What is recorded, in order; nothing where there is no history yet. One query. A second one where the files turn out to be another
     * tool's.
     */
    public List<AppliedMigration> history() throws SQLException {
        Optional<List<AppliedMigration>> history = read();
        if (!files.mayBeForeign(options.foreign(), history)) {
            return history.orElse(List.of());
        }
        Optional<OtherReading> other = OtherReading.of(files, options, history);
        if (other.isEmpty()) {
            return history.orElse(List.of());
        }
        read(other.get());
        return read().orElse(List.of());
    }

    /**
     * How the repeatables stand; empty where there are none. One query.
     *
     * @param history what {@link #history} has found
     */
    public Optional<Standing> repeatables(List<AppliedMigration> history) throws SQLException {
        if (together != null) {
            return Optional.of(together.standing());
        }
        return files.repeatables().isEmpty()
                ? Optional.empty()
                : Optional.of(limit.within(
                        "what is recorded of repeatables", () -> new Repeatables(database, files).look(history)));
    }

    /** Their files, in order. */
    public List<Repeatable> repeatableFiles() {
        return files.repeatables();
    }

    private Optional<List<AppliedMigration>> read() throws SQLException {
        Optional<List<AppliedMigration>> all = log.read();
        return together == null ? all : all.map(Repeatables::without);
    }

    /** What another tool has recorded; from now on the files are what that tool takes them for. Empty where there is nothing. */
    public Optional<OtherHistory> otherHistory(Adoption adoption) throws SQLException {
        if (adopted.isEmpty()) {
            adopted = OtherHistory.find(session, options, adoption.tool());
            Set<String> recorded = new HashSet<>();
            log.read().orElse(List.of()).forEach(one -> recorded.add(one.name()));
            adopted.ifPresent(other -> {
                recorded.addAll(other.names());
                read(OtherReading.by(other.format(), files, options, recorded));
            });
        }
        return adopted;
    }

    private void read(OtherReading other) {
        files = other.files();
        options = other.options();
        log = database.log(files.all(), patience, limit);
    }

    /** What the journal holds. One query. */
    public List<JournalEntry> journal() throws SQLException {
        return journal.isPresent()
                ? limit.within(RunJournal.spoken(options), journal.get()::read).orElse(List.of())
                : List.of();
    }

    /** A script without the passwords in it. */
    public String withoutSecrets(String script) {
        return session.language().withoutSecrets(script);
    }

    /** Compares files with what was applied; used after {@link #history}. */
    public Comparison comparison() {
        return new Comparison(session, files.executors(), log, files.hashes());
    }

    /** The text that was applied; used after {@link #history}. */
    public Optional<Migration> recorded(String name) throws SQLException {
        return Comparison.recorded(log, name);
    }

    /** Reads {@code pending} as a run does before it applies them, and returns what would stop it, by the migration's name. */
    public Map<String, MigriException> preflight(List<Migration> pending) throws SQLException {
        return new CollectedPreparing(session, log, files.executors(), options).of(pending);
    }

    /** What of the files was written for another tool, held against what is recorded. */
    public Optional<ForeignFinding> foreign(Set<String> recorded) {
        return options.foreign().look(files.all(), recorded);
    }

    /** Tells everybody something about the files. */
    public void tell(Message message) {
        options.listener().told(message);
    }

    /**
     * Plans and does changes, in one transaction with the run's lock held.
     *
     * @param announce told of each change before any is done
     */
    public void change(HistoryPlan plan, Consumer<HistoryChange> announce) throws SQLException {
        new HistoryTransaction(session, () -> log, patience, interruption, options).make(plan, announce);
    }

    /** The same where repeatables are recorded, too, whose table is made if it is missing. */
    public void changeBoth(HistoryPlan plan, Consumer<HistoryChange> announce) throws SQLException {
        history();
        together = new Repeatables(database, files);
        log = together.around(log);
        new HistoryTransaction(session, () -> log, patience, interruption, options).make(plan, announce);
    }

    /** Takes what the file says now for what was applied. */
    public HistoryStep accept(HistoryChange change, AppliedMigration entry, Migration file) {
        return new HistoryStep(change, true, () -> {
            Recording recording = recording(file);
            try {
                return replaced(recording, entry);
            } catch (UnsupportedOperationException e) {
                throw new MigriException(ErrorCode.HISTORY_UNUSABLE, String.valueOf(e.getMessage()), e);
            }
        });
    }

    private List<String> replaced(Recording recording, AppliedMigration entry) {
        List<String> statements =
                new ArrayList<>(log.replace(recording.entry(entry.name(), entry.appliedAt()), recording.script()));
        statements.addAll(recording.keepUndo(log, entry.name()));
        return statements;
    }

    private Recording recording(Migration file) throws SQLException {
        return Preparing.explained(file, () -> {
            String tokens = files.executors().executor(file).tokens(file, session);
            try (Gzip gzip = new Gzip()) {
                boolean texts = options.history().texts();
                Recording recording =
                        texts ? Recording.of(file, tokens, session, gzip) : Recording.withoutText(file, tokens, gzip);
                return recording.undoneBy(new UndoText(files.executors(), session).kept(file, texts, gzip));
            }
        });
    }

    /**
     * Removes an entry, and what is known of an undo that was begun.
     *
     * @param undoBegun whether there is such
     */
    public HistoryStep remove(HistoryChange change, boolean undoBegun) {
        return new HistoryStep(change, false, () -> {
            List<String> statements = new ArrayList<>(log.remove(change.migration()));
            if (undoBegun) {
                statements.addAll(forgetting(Undo.nameOf(change.migration())));
            }
            return statements;
        });
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

    /**
     * Adds the entry of a migration that another tool has applied.
     *
     * @param known whether its file is what was applied
     */
    public HistoryStep adopt(HistoryChange change, Migration file, Optional<Instant> appliedAt, boolean known) {
        return new HistoryStep(change, true, () -> {
            NameRoom.require(log, file);
            if (!log.complete()) {
                throw MigriException.of(
                                ErrorCode.HISTORY_UNUSABLE,
                                "the history lacks columns, so Migri could not tell later what another tool has applied")
                        .help("let this user change the table of the history; nothing was recorded")
                        .build();
            }
            AppliedMigration entry = new AppliedMigration(
                    file.name(), appliedAt.or(() -> Optional.of(options.clock().instant())));
            List<String> statements = new ArrayList<>(log.append(entry));
            statements.addAll(known ? recorded(entry, file) : List.of());
            return statements;
        });
    }

    private List<String> recorded(AppliedMigration entry, Migration file) throws SQLException {
        try {
            Recording recording = recording(file);
            return replaced(recording, entry);
        } catch (MigriException | UnsupportedOperationException e) {
            options.listener()
                    .told(Message.note(Text.of(
                            "the text of " + entry.name() + " is not recorded, so it cannot be compared: ",
                            Reason.of(e))));
            return List.of();
        }
    }

    /** Removes what the journal holds of a migration. */
    public HistoryStep clearJournal(HistoryChange change) {
        return new HistoryStep(change, false, () -> forgetting(change.migration()));
    }

    private List<String> forgetting(String name) {
        return journal.map(one -> one.notes().forget(name)).orElse(List.of());
    }

    /** Says something and does nothing. */
    public static HistoryStep nothing(HistoryChange change) {
        return new HistoryStep(change, false, List::of);
    }
}
