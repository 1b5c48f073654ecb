package io.migri.core.journal;

import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.lock.ReadingLimit;
import io.migri.core.options.RunOptions;
import io.migri.core.reading.Prepared;
import io.migri.core.record.OpenDatabase;
import io.migri.spi.DialectSession;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The journal during one run, and what earlier runs left in it. */
public final class RunJournal {
    /** For a rehearsal, of which nothing is left, and for databases without a journal. */
    public static final RunJournal NONE = new RunJournal(Optional.empty(), Optional.empty());

    private final Optional<RecoveryJournal> port;
    private final Map<String, ResumePoint> points = new HashMap<>();
    private final List<JournalEntry> entries;
    private boolean made;

    private RunJournal(Optional<RecoveryJournal> port, Optional<List<JournalEntry>> entries) {
        this.port = port;
        this.entries = entries.orElse(List.of());
    }

    /** That of {@code database}, waited for no longer than for the history. */
    public static RunJournal read(OpenDatabase database, RunOptions options) throws SQLException {
        return new ReadingLimit(database.dialect(), database.session(), options)
                .within(spoken(options), () -> read(database.session().history().journal(database.table())));
    }

    /** How messages call it. */
    public static String spoken(RunOptions options) {
        return "the journal " + options.history().table().spokenJournal();
    }

    /** Reads it, where the dialect has one. */
    public static RunJournal read(Optional<RecoveryJournal> port) throws SQLException {
        return new RunJournal(port, port.isPresent() ? port.get().read() : Optional.empty());
    }

    /**
     * Finds out where each pending migration goes on, before anything is changed.
     *
     * @param decision what the user says about a statement in doubt; null where nothing was said
     * @param session knows the passwords in what is shown
     * @throws MigriException where what is done of a migration was changed, or where nobody but the user can tell
     */
    public void findResumePoints(List<Prepared> pending, @Nullable Decision decision, DialectSession session)
            throws SQLException {
        requireOneDirection(pending.stream().map(one -> one.migration().name()).toList());
        boolean unused = decision != null;
        for (Prepared one : pending) {
            List<JournalEntry> own = entries(one);
            if (!own.isEmpty()) {
                points.put(
                        one.migration().name(),
                        new UnfinishedMigration(one, own, port.orElseThrow(), session)
                                .resumePoint(unused ? decision : null));
                unused = false;
            }
        }
        if (unused) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "there is nothing to decide: no pending migration was begun")
                    .help(Text.of("run `", Operation.MIGRATE, "`"))
                    .build();
        }
    }

    /** The names of what was begun and is not finished, migrations and undos. */
    public Set<String> begun() {
        Set<String> names = new LinkedHashSet<>();
        entries.forEach(entry -> names.add(entry.migration()));
        return names;
    }

    /**
     * What is half done in one direction is to be finished before anything is done in the other.
     *
     * @param names of what is about to run
     * @throws MigriException with code {@code VALIDATION} where something else has to be finished first
     */
    public void requireOneDirection(List<String> names) {
        boolean down = names.stream().anyMatch(Undo::isName);
        for (String begun : begun()) {
            if (!names.contains(begun) && (down || Undo.isName(begun))) {
                throw MigriException.of(
                                ErrorCode.VALIDATION,
                                begun + " was begun by an earlier run and is not finished, so nothing was done")
                        .help(finishing(begun))
                        .build();
            }
        }
    }

    /** An undo that is not the next one any more can be finished all the same. */
    private static Text finishing(String begun) {
        return Undo.isName(begun)
                ? Text.of(
                        "finish it first with `",
                        Operation.DOWN,
                        "` or, where something was applied since, with `",
                        Operation.RESUME_RETRY,
                        "`; or finish it by hand, and run `",
                        Operation.RESUME_MARK_APPLIED,
                        "`")
                : Text.of("finish it first with `", Operation.MIGRATE, "`");
    }

    /** Whether an earlier run has left something of one of these, or another run is about to. */
    public boolean concerns(List<Prepared> pending) {
        return pending.stream().anyMatch(one -> !entries(one).isEmpty());
    }

    /** Where that migration goes on; empty where it begins. */
    public Optional<ResumePoint> point(String migration) {
        return Optional.ofNullable(points.get(migration));
    }

    /** The journal, made or brought up to date if need be; empty where the dialect has none. Called outside of a transaction. */
    Optional<RecoveryJournal> ready() throws SQLException {
        if (!made && port.isPresent()) {
            port.get().prepare();
            made = true;
        }
        return port;
    }

    private List<JournalEntry> entries(Prepared prepared) {
        List<JournalEntry> own = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (entry.migration().equals(prepared.migration().name())) {
                own.add(entry);
            }
        }
        return own;
    }
}
