package io.migri.core.journal;

import io.migri.core.reading.Prepared;
import io.migri.core.script.DataDigest;
import io.migri.core.script.Place;
import io.migri.core.script.PrefixDigest;
import io.migri.core.script.ScriptShape;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.history.RecoveryJournal.Reach;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one migration notes in the journal while it runs: which stretches of its statements last. Notes nothing until it is
 * {@link #begin told} that the migration does not fit into one transaction. A mark stands where no statement of the script notices it; one
 * that would be noticed where it belongs is written earlier in its transaction, or later.
 */
public final class JournalMarks {
    private static final int LONGEST_LIST = 8_000;

    /** More are not in one message, and those of earlier messages are confirmed. */
    private static final int MOST_SENT = 1_000;

    private final RunJournal journal;
    private final String migration;
    private final ScriptShape shape;
    private final UnaryOperator<String> discretion;

    private @Nullable RecoveryJournal open;
    private boolean written;
    private boolean held;
    private PrefixDigest digest = new PrefixDigest();
    private final List<String> lines = new ArrayList<>();
    private int listed;
    private int first;
    private @Nullable SqlStatement current;
    private String data = "";
    private @Nullable JournalEntry doubtful;
    /** Known to be done, but the place to say so was noticed. */
    private @Nullable JournalEntry unconfirmed;

    private @Nullable JournalEntry unit;
    private final Deque<JournalEntry> sent = new ArrayDeque<>();

    /**
     * The marks of one migration.
     *
     * @param discretion takes passwords out of what is kept
     */
    public JournalMarks(RunJournal journal, Prepared prepared, UnaryOperator<String> discretion) {
        this.journal = journal;
        this.migration = prepared.migration().name();
        this.shape = prepared.shape();
        this.written = journal.point(migration).isPresent();
        this.discretion = discretion;
    }

    /** From now on notes are taken. Called outside of a transaction, before the migration's first statement. */
    public void begin() throws SQLException {
        open = journal.opened().orElse(null);
    }

    public boolean taken() {
        return open != null;
    }

    /** The next statement of the script comes by. {@code lasts} where it is committed since earlier. */
    public void next(SqlStatement statement, boolean lasts) throws IOException {
        if (open == null) {
            return;
        }
        if (statement.ordinal() == 0) {
            restart();
        }
        fold();
        current = statement;
        if (lasts) {
            passed(statement);
            startAt(statement.ordinal() + 1);
        }
    }

    /** The current statement is not executed again, because the script itself has rolled it back. */
    public void passed(SqlStatement statement) throws IOException {
        if (open != null && current != null) {
            data = statement.data() == null ? "" : DataDigest.of(statement.data());
            fold();
        }
    }

    /** The data of the current statement have the hash {@code hash}. */
    public void loaded(String hash) {
        if (current == null) {
            digest.addData(hash);
        } else {
            data = hash;
        }
    }

    /** Statements to send in front of the current statement, in its transaction, because their own place would be noticed. */
    public List<String> early(SqlStatement statement) {
        Place place = shape.earlyBefore(statement.ordinal()).orElse(null);
        if (open == null || held || place == null || place.through() <= first) {
            return List.of();
        }
        written = true;
        List<String> statements = new ArrayList<>(confirmed());
        statements.addAll(open.done(new JournalEntry(migration, first, place.through(), place.hash(), lines, null)));
        startAt(place.through());
        SqlStatement next = place.doubtful();
        if (next != null && open.reach(next.text()) == Reach.ONE) {
            doubtful = new JournalEntry(
                    migration,
                    place.through(),
                    place.through() + 1,
                    place.doubtfulHash(),
                    List.of(),
                    new JournalEntry.Doubt(discretion.apply(next.text()), ""));
            remember(doubtful);
            statements.addAll(open.doubt(doubtful));
        }
        return statements;
    }

    /** Statements to send, and to commit, before the transaction that begins with {@code statement}, where a rollback may leave a part of it. */
    public List<String> unit(SqlStatement statement) {
        Place place = shape.unitAt(statement.ordinal()).orElse(null);
        if (open == null || held || place == null) {
            return List.of();
        }
        written = true;
        SqlStatement lasting = place.doubtful();
        unit = new JournalEntry(
                migration,
                first,
                place.through(),
                place.hash(),
                List.of(),
                new JournalEntry.Doubt(discretion.apply(lasting == null ? statement.text() : lasting.text()), ""));
        remember(unit);
        List<String> statements = new ArrayList<>(confirmed());
        statements.addAll(open.doubt(unit));
        return statements;
    }

    /**
     * Statements to send before the transaction of all statements since the last mark is committed.
     *
     * @param own the script's {@code COMMIT}, which is done along with it; null where the transaction is Migri's
     */
    public List<String> segment(@Nullable SqlStatement own) {
        SqlStatement next = current;
        if (open == null || held || next == null) {
            return List.of();
        }
        int through = own == null ? next.ordinal() : own.ordinal() + 1;
        if (through <= first || (own == null && next.ordinal() == first)) {
            return List.of();
        }
        if (own != null) {
            fold();
        }
        written = true;
        List<String> statements = new ArrayList<>(confirmed());
        JournalEntry entry = entry(through, null);
        boolean doubted = unit != null;
        unit = null;
        startAt(through);
        statements.addAll(doubted ? open.confirm(entry) : open.done(entry));
        return statements;
    }

    /** Statements to send before the current statement, which runs by itself. */
    public List<String> before(SqlStatement statement) {
        if (open == null) {
            return List.of();
        }
        Reach reach = open.reach(statement.text());
        if (held) {
            held = reach != Reach.CLOSES;
            return List.of();
        }
        JournalEntry early = doubtful;
        if (early != null && early.doubt() != null && early.first() == statement.ordinal()) {
            return List.of();
        }
        fold();
        held = reach == Reach.OPENS;
        if (shape.noticedBefore(statement.ordinal()) && !held) {
            // Without a mark it is executed once more where the run ends here. What neither shows in the result that
            // others look back
            // at nor fits into a transaction may be.
            doubtful = null;
            return List.of();
        }
        written = true;
        JournalEntry entry =
                entry(statement.ordinal() + 1, new JournalEntry.Doubt(discretion.apply(statement.text()), ""));
        doubtful = entry;
        remember(entry);
        List<String> statements = new ArrayList<>(confirmed());
        statements.addAll(open.doubt(entry));
        return statements;
    }

    /** Statements to send after it, together with what follows. */
    public List<String> after(SqlStatement statement) {
        JournalEntry entry = doubtful;
        if (open == null || held || entry == null) {
            return List.of();
        }
        fold();
        JournalEntry done = entry(statement.ordinal() + 1, null);
        // a stretch may have grown since it was noted as in doubt
        sent.pollLast();
        sent.addLast(done);
        doubtful = done;
        startAt(statement.ordinal() + 1);
        unconfirmed = done;
        return shape.noticedBefore(statement.ordinal() + 1) ? List.of() : confirmed();
    }

    private List<String> confirmed() {
        JournalEntry done = unconfirmed;
        unconfirmed = null;
        return open == null || done == null ? List.of() : open.confirm(done);
    }

    /**
     * Statements to send before the current statement, which may commit the transaction that it and they are sent in. They last only if it
     * does.
     */
    public List<String> guard(SqlStatement statement) {
        JournalEntry early = doubtful;
        if (early != null && early.doubt() != null && early.first() == statement.ordinal()) {
            fold();
            return List.of();
        }
        List<String> statements = new ArrayList<>(segment(null));
        if (open != null) {
            statements.addAll(confirmed());
            fold();
            written = true;
            statements.addAll(open.doubt(
                    entry(statement.ordinal() + 1, new JournalEntry.Doubt(discretion.apply(statement.text()), ""))));
        }
        return statements;
    }

    /** Whether it committed what {@link #guard} noted, as it ended the transaction; else the server has rolled that back. */
    public boolean guardLasts(SqlStatement statement) throws SQLException {
        return open == null || open.has(entry(statement.ordinal() + 1, null));
    }

    /** Statements to send after it. {@code committed} where it did commit. */
    public List<String> guarded(SqlStatement statement, boolean committed) {
        if (open == null) {
            return List.of();
        }
        JournalEntry done = entry(statement.ordinal() + 1, null);
        if (committed) {
            remember(done);
        }
        startAt(statement.ordinal() + 1);
        unconfirmed = done;
        return shape.noticedBefore(statement.ordinal() + 1) ? List.of() : confirmed();
    }

    /** Statements to send before a migration that is not made of statements does what may last. */
    public List<String> whole() {
        if (open == null) {
            return List.of();
        }
        written = true;
        return open.doubt(JournalEntry.ofWhole(migration));
    }

    /** Statements to send in the transaction of the migration's row. */
    public List<String> forget() {
        return open != null && written ? open.forget(migration) : List.of();
    }

    /**
     * Statements that make the journal say what is known after a failure: a statement that was executed is no longer in doubt, one that
     * failed without leaving anything never ran.
     *
     * @param lasting how many statements are committed
     * @param cleanly whether the one that failed left nothing
     */
    public List<String> settled(int lasting, boolean cleanly) {
        if (open == null || held) {
            return List.of();
        }
        List<String> statements = new ArrayList<>();
        JournalEntry done = null;
        JournalEntry never = null;
        for (JournalEntry entry : sent) {
            if (entry.through() > lasting) {
                // of a longer stretch a part was executed all the same
                never = cleanly && lasting <= entry.first() ? entry : null;
                break;
            }
            done = entry;
        }
        if (done != null) {
            statements.addAll(open.confirm(done.done()));
        }
        if (never != null) {
            statements.addAll(open.withdraw(never));
        }
        return statements;
    }

    /**
     * Statements that make the journal say that the statement in doubt failed half way.
     *
     * @param lasting how many statements are committed
     */
    public List<String> failedPartly(int lasting) {
        RecoveryJournal journalInUse = open;
        if (journalInUse == null || held) {
            return List.of();
        }
        return sent.stream()
                .filter(entry -> entry.through() > lasting)
                .findFirst()
                .map(journalInUse::failedPartly)
                .orElse(List.of());
    }

    /**
     * Statements that mark statements as in doubt which were rolled back, but not as a whole. None where they are marked so already.
     *
     * @param from the first of them
     * @param through ordinal after the last one
     */
    public List<String> left(Prepared prepared, int from, int through) throws SQLException, IOException {
        boolean marked = sent.stream().anyMatch(entry -> entry.doubt() != null && entry.through() > from);
        if (open == null || marked) {
            return List.of();
        }
        PrefixDigest all = new PrefixDigest();
        List<String> texts = new ArrayList<>();
        prepared.script().show(statement -> {
            if (statement.ordinal() < through) {
                all.add(statement.text());
                texts.add(statement.text());
            }
        });
        String text = texts.isEmpty() ? "" : texts.get(texts.size() - 1);
        return open.doubt(new JournalEntry(
                migration, from, through, all.value(), List.of(), new JournalEntry.Doubt(discretion.apply(text), "")));
    }

    private JournalEntry entry(int through, JournalEntry.@Nullable Doubt doubt) {
        return new JournalEntry(migration, first, through, digest.value(), lines, doubt);
    }

    /** Adds the current statement to those before it. */
    private void fold() {
        SqlStatement statement = current;
        current = null;
        if (statement == null) {
            return;
        }
        digest.add(statement.text());
        if (!data.isEmpty()) {
            digest.addData(data);
        }
        if (listed < LONGEST_LIST && statement.ordinal() >= first) {
            String line = PrefixDigest.line(statement.text(), data, discretion);
            lines.add(line);
            listed += line.length();
        }
        data = "";
    }

    private void remember(JournalEntry entry) {
        sent.addLast(entry);
        if (sent.size() > MOST_SENT) {
            sent.removeFirst();
        }
    }

    private void startAt(int ordinal) {
        first = ordinal;
        lines.clear();
        listed = 0;
    }

    private void restart() {
        digest = new PrefixDigest();
        current = null;
        data = "";
        doubtful = null;
        unconfirmed = null;
        unit = null;
        sent.clear();
        held = false;
        startAt(0);
    }
}
