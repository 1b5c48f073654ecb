package io.migri.core.journal;

import io.migri.core.reading.Prepared;
import io.migri.core.script.Place;
import io.migri.core.script.ScriptShape;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.history.RecoveryJournal.Reach;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one migration notes in the journal while it runs: which stretches of its statements last. Notes nothing until it is
 * {@link #begin told} that the migration does not fit into one transaction. A mark stands where no statement of the script notices it; one
 * that would be noticed where it belongs is written earlier in its transaction, or later.
 *
 * <p>Each method gives the statements to send at its place: none where nothing is to be noted there. Sends nothing itself.
 */
public final class JournalMarks {
    private final RunJournal journal;
    private final String migration;
    private final ScriptShape shape;
    private final KeptTexts texts;
    private final SentEntries sent = new SentEntries();
    private final Confirmation confirmation;

    private @Nullable RecoveryJournal port;
    private Stretch stretch;
    private boolean written;
    /** Within a stretch in which no note has a place, as {@code LOCK TABLES} opens one. */
    private boolean held;
    /** The statement, or statements, that the journal has as in doubt. */
    private @Nullable JournalEntry doubtful;
    /** Whether a whole transaction was noted as in doubt before it began. */
    private boolean unitDoubted;

    /**
     * The marks of one migration.
     *
     * @param texts what is kept of them
     */
    public JournalMarks(RunJournal journal, Prepared prepared, KeptTexts texts) {
        this.journal = journal;
        this.migration = prepared.migration().name();
        this.shape = prepared.shape();
        this.written = journal.point(migration).isPresent();
        this.texts = texts;
        this.confirmation = new Confirmation(shape);
        this.stretch = new Stretch(migration, texts);
    }

    /** From now on marks are made. Called outside of a transaction, before the migration's first statement. */
    public void begin() throws SQLException {
        port = journal.ready().orElse(null);
    }

    public boolean begun() {
        return port != null;
    }

    /** The next statement of the script comes by. {@code lasts} where it is committed since earlier. */
    public void next(SqlStatement statement, boolean lasts) throws IOException {
        if (port == null) {
            return;
        }
        if (statement.ordinal() == 0) {
            restart();
        }
        stretch.next(statement);
        if (lasts) {
            stretch.takeUnread(statement);
            stretch.startAt(statement.ordinal() + 1);
        }
    }

    /** The current statement is not executed again, because the script itself has rolled it back. */
    public void passed(SqlStatement statement) throws IOException {
        if (port != null) {
            stretch.takeUnread(statement);
        }
    }

    /** The data of the current statement have the hash {@code hash}. */
    public void loaded(String hash) {
        stretch.loaded(hash);
    }

    /** In front of the current statement, in its transaction, because the marks' own place would be noticed. */
    public List<String> early(SqlStatement statement) {
        if (port == null || held) {
            return List.of();
        }
        Place place = shape.earlyBefore(statement.ordinal()).orElse(null);
        if (place == null || place.through() <= stretch.first()) {
            return List.of();
        }
        written = true;
        List<String> statements =
                confirmation.with(port, port.notes().add(stretch.done(place.through(), place.hash())));
        stretch.startAt(place.through());
        SqlStatement next = place.doubtful();
        if (next != null && port.reach(next.text()) == Reach.ONE) {
            JournalEntry entry = stretch.doubted(place.through() + 1, place.doubtfulHash(), next.text());
            doubtful = entry;
            sent.add(entry);
            statements.addAll(port.notes().add(entry));
        }
        return statements;
    }

    /** Before the transaction that begins with {@code statement}, and committed there, where a rollback may leave a part of it. */
    public List<String> unit(SqlStatement statement) {
        if (port == null || held) {
            return List.of();
        }
        Place place = shape.unitAt(statement.ordinal()).orElse(null);
        if (place == null) {
            return List.of();
        }
        written = true;
        SqlStatement lasting = place.doubtful();
        String text = lasting == null ? statement.text() : lasting.text();
        JournalEntry whole = stretch.doubted(place.through(), place.hash(), text);
        unitDoubted = true;
        sent.add(whole);
        return confirmation.with(port, port.notes().add(whole));
    }

    /**
     * Before the transaction of all statements since the last mark is committed.
     *
     * @param own the script's {@code COMMIT}, which is done along with it; null where the transaction is Migri's
     */
    public List<String> segment(@Nullable SqlStatement own) {
        SqlStatement next = stretch.current();
        if (port == null || held || next == null) {
            return List.of();
        }
        int through = own == null ? next.ordinal() : own.ordinal() + 1;
        // nothing has come since the last mark
        if (through <= stretch.first()) {
            return List.of();
        }
        if (own != null) {
            stretch.take();
        }
        written = true;
        JournalEntry entry = stretch.done(through);
        boolean doubted = unitDoubted;
        unitDoubted = false;
        stretch.startAt(through);
        return confirmation.with(
                port, doubted ? port.notes().confirm(entry) : port.notes().add(entry));
    }

    /** Before the current statement, which runs by itself. */
    public List<String> before(SqlStatement statement) {
        if (port == null) {
            return List.of();
        }
        Reach reach = port.reach(statement.text());
        if (held) {
            held = reach != Reach.CLOSES;
            return List.of();
        }
        if (isDoubted(statement)) {
            return List.of();
        }
        stretch.take();
        held = reach == Reach.OPENS;
        if (shape.noticedBefore(statement.ordinal()) && !held) {
            // Without a mark it is executed once more where the run ends here. What neither shows in the result that
            // others look back at nor fits into a transaction may be.
            doubtful = null;
            return List.of();
        }
        written = true;
        JournalEntry entry = stretch.doubted(statement);
        doubtful = entry;
        sent.add(entry);
        return confirmation.with(port, port.notes().add(entry));
    }

    /** Whether a mark that had to come early has it as in doubt already. */
    private boolean isDoubted(SqlStatement statement) {
        JournalEntry early = doubtful;
        return early != null && early.doubt() != null && early.first() == statement.ordinal();
    }

    /** After it, together with what follows. */
    public List<String> after(SqlStatement statement) {
        if (port == null || held || doubtful == null) {
            return List.of();
        }
        stretch.take();
        JournalEntry done = stretch.done(statement.ordinal() + 1);
        sent.replaceLast(done);
        doubtful = done;
        stretch.startAt(done.through());
        return confirmation.of(done, port);
    }

    /** Before the current statement, which may commit the transaction that it and they are sent in. They last only if it does. */
    public List<String> beforeMayCommit(SqlStatement statement) {
        if (isDoubted(statement)) {
            stretch.take();
            return List.of();
        }
        if (port == null) {
            return List.of();
        }
        List<String> statements = new ArrayList<>(segment(null));
        stretch.take();
        written = true;
        JournalEntry entry = stretch.doubted(statement);
        statements.addAll(confirmation.with(port, port.notes().add(entry)));
        return statements;
    }

    /** Whether it committed what {@link #beforeMayCommit} noted, as it ended the transaction; else the server has rolled that back. */
    public boolean committed(SqlStatement statement) throws SQLException {
        return port == null || port.has(stretch.done(statement.ordinal() + 1));
    }

    /** After it. {@code committed} where it did commit. */
    public List<String> afterMayCommit(SqlStatement statement, boolean committed) {
        if (port == null) {
            return List.of();
        }
        JournalEntry done = stretch.done(statement.ordinal() + 1);
        if (committed) {
            sent.add(done);
        }
        stretch.startAt(done.through());
        return confirmation.of(done, port);
    }

    /** Before a migration that is not made of statements does what may last. */
    public List<String> doubtAll() {
        if (port == null) {
            return List.of();
        }
        written = true;
        return port.notes().add(JournalEntry.ofWhole(migration));
    }

    /** In the transaction of the migration's row. */
    public List<String> forget() {
        return port != null && written ? port.notes().forget(migration) : List.of();
    }

    /** What to note when the migration has failed; empty where no notes are taken. */
    public Optional<FailureMarks> afterFailure() {
        return Optional.ofNullable(port).map(journalInUse -> new FailureMarks(journalInUse, stretch, sent, held));
    }

    /** The script is run from its first statement. */
    private void restart() {
        stretch = new Stretch(migration, texts);
        doubtful = null;
        confirmation.clear();
        unitDoubted = false;
        sent.clear();
        held = false;
    }
}
