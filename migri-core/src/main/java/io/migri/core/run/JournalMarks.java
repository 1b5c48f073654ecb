package io.migri.core.run;

import io.migri.spi.JournalEntry;
import io.migri.spi.RecoveryJournal;
import io.migri.spi.RecoveryJournal.Reach;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one migration notes in the journal while it runs: which stretches of its statements last. Notes nothing until it is
 * {@link #begin told} that the migration does not fit into one transaction.
 */
final class JournalMarks {
    private static final int LONGEST_LIST = 8_000;

    /** More are not in one message, and those of earlier messages are confirmed. */
    private static final int MOST_SENT = 1_000;

    private final RunJournal journal;
    private final String migration;

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
    private final Deque<JournalEntry> sent = new ArrayDeque<>();

    /** @param written whether an earlier run has noted something about the migration */
    JournalMarks(RunJournal journal, String migration, boolean written) {
        this.journal = journal;
        this.migration = migration;
        this.written = written;
    }

    /** From now on notes are taken. Called outside of a transaction, before the migration's first statement. */
    void begin() throws SQLException {
        open = journal.opened().orElse(null);
    }

    boolean taken() {
        return open != null;
    }

    /** The next statement of the script comes by. {@code lasts} where it was executed earlier, for good. */
    void next(SqlStatement statement, boolean lasts) throws IOException {
        if (open == null) {
            return;
        }
        if (statement.ordinal() == 0) {
            restart();
        }
        fold();
        current = statement;
        if (lasts) {
            data = statement.data() == null ? "" : DataDigest.of(statement.data());
            fold();
            startAt(statement.ordinal() + 1);
        }
    }

    /** The data of the current statement have the hash {@code hash}. */
    void loaded(String hash) {
        if (current == null) {
            digest.addData(hash);
        } else {
            data = hash;
        }
    }

    /** Statements to send before the transaction of all statements since the last mark is committed. */
    List<String> segment() {
        SqlStatement next = current;
        if (open == null || held || next == null || next.ordinal() == first) {
            return List.of();
        }
        written = true;
        JournalEntry entry = entry(next.ordinal(), null);
        startAt(next.ordinal());
        return open.done(entry);
    }

    /** Statements to send before the current statement, which runs by itself. */
    List<String> before(SqlStatement statement) {
        if (open == null) {
            return List.of();
        }
        Reach reach = open.reach(statement.text());
        if (held) {
            held = reach != Reach.CLOSES;
            return List.of();
        }
        fold();
        held = reach == Reach.OPENS;
        written = true;
        JournalEntry entry = entry(statement.ordinal() + 1, new JournalEntry.Doubt(statement.text(), ""));
        doubtful = entry;
        remember(entry);
        return open.doubt(entry);
    }

    /** Statements to send after it, together with what follows. */
    List<String> after(SqlStatement statement) {
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
        return open.confirm(done);
    }

    /**
     * Statements to send before the current statement, which may commit the transaction that it and they are sent in. They last only if it
     * does.
     */
    List<String> guard(SqlStatement statement) {
        List<String> statements = new ArrayList<>(segment());
        if (open != null) {
            fold();
            written = true;
            statements.addAll(open.doubt(entry(statement.ordinal() + 1, new JournalEntry.Doubt(statement.text(), ""))));
        }
        return statements;
    }

    /** Statements to send after it. {@code committed} where it did commit. */
    List<String> guarded(SqlStatement statement, boolean committed) {
        if (open == null) {
            return List.of();
        }
        JournalEntry done = entry(statement.ordinal() + 1, null);
        if (committed) {
            remember(done);
        }
        startAt(statement.ordinal() + 1);
        return open.confirm(done);
    }

    /** Statements to send before a migration that is not made of statements does what may last. */
    List<String> whole() {
        if (open == null) {
            return List.of();
        }
        written = true;
        return open.doubt(JournalEntry.ofWhole(migration));
    }

    /** Statements to send in the transaction of the migration's row. */
    List<String> forget() {
        return open != null && written ? open.forget(migration) : List.of();
    }

    /**
     * Statements that make the journal say what is known after a failure: a statement that was executed is no longer in doubt, one that
     * failed without leaving anything never ran.
     *
     * @param lasting how many statements are committed
     * @param cleanly whether the one that failed left nothing
     */
    List<String> settled(int lasting, boolean cleanly) {
        if (open == null || held) {
            return List.of();
        }
        JournalEntry done = null;
        for (JournalEntry entry : sent) {
            if (entry.through() > lasting) {
                // of a longer stretch a part was executed all the same
                boolean never = cleanly && lasting <= entry.first();
                return knowing(open, done, never ? entry : null);
            }
            done = entry;
        }
        return knowing(open, done, null);
    }

    private static List<String> knowing(
            RecoveryJournal journal, @Nullable JournalEntry done, @Nullable JournalEntry never) {
        List<String> statements = new ArrayList<>();
        if (done != null) {
            statements.addAll(journal.confirm(done.done()));
        }
        if (never != null) {
            statements.addAll(journal.withdraw(never));
        }
        return statements;
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
        if (listed < LONGEST_LIST) {
            String line = PrefixDigest.line(statement.text(), data);
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
        sent.clear();
        held = false;
        startAt(0);
    }
}
