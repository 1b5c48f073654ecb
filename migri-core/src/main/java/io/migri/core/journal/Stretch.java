package io.migri.core.journal;

import io.migri.core.script.DataDigest;
import io.migri.core.script.PrefixDigest;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements since the last mark, with a hash of all from the first on. */
final class Stretch {
    /** Messages that show a changed statement need no more. */
    private static final int LONGEST_LIST = 8_000;

    private final String migration;
    private final KeptTexts texts;
    private final PrefixDigest digest = new PrefixDigest();
    private final List<String> lines = new ArrayList<>();
    private int listed;
    private int first;
    private @Nullable SqlStatement current;
    private String data = "";

    /** @param texts what is kept of them */
    Stretch(String migration, KeptTexts texts) {
        this.migration = migration;
        this.texts = texts;
    }

    /** The next statement of the script. It belongs to the stretch once it is {@link #take taken} in, or the next one comes. */
    void next(SqlStatement statement) {
        take();
        current = statement;
    }

    /** The statement that has come last and is not taken in yet; null where there is none. */
    @Nullable
    SqlStatement current() {
        return current;
    }

    /** Takes the current statement in, whose data nobody is going to read. */
    void takeUnread(SqlStatement statement) throws IOException {
        if (current != null) {
            data = statement.data() == null ? "" : DataDigest.of(statement.data());
            take();
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

    /** Takes the current statement in. */
    void take() {
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
            String line = texts.line(statement.text(), data);
            lines.add(line);
            listed += line.length();
        }
        data = "";
    }

    /** Ordinal of its first statement. */
    int first() {
        return first;
    }

    /** The next stretch begins with that statement. */
    void startAt(int ordinal) {
        first = ordinal;
        lines.clear();
        listed = 0;
    }

    /** All that was taken in is done. */
    JournalEntry done(int through) {
        return done(through, digest.value());
    }

    /** The same with a hash that is known from the reading of the script. */
    JournalEntry done(int through, String hash) {
        return new JournalEntry(migration, first, through, hash, lines, null);
    }

    /** All that was taken in is in doubt, of which {@code statement} is the last. */
    JournalEntry doubted(SqlStatement statement) {
        return new JournalEntry(
                migration, first, statement.ordinal() + 1, digest.value(), lines, doubt(statement.text()));
    }

    /** What is not taken in yet is in doubt, with a hash that is known from the reading of the script. */
    JournalEntry doubted(int through, String hash, String statement) {
        return new JournalEntry(migration, first, through, hash, List.of(), doubt(statement));
    }

    /** A doubt about {@code statement}, as it is kept. */
    JournalEntry.Doubt doubt(String statement) {
        return texts.doubt(statement);
    }
}
