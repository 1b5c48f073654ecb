package io.migri.dialect.sqlite.history;

import io.migri.dialect.sqlite.language.SqliteQuoting;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.support.Spelling;
import java.time.Instant;
import java.util.Set;

/** Names and values as jOOQ writes them: names that are always used go without quotes. */
public record SqliteSpelling() implements Spelling {
    private static final Set<String> USUAL = Set.of(HistoryTable.USUAL.name(), HistoryTable.USUAL.source());

    /** That of the database itself: a temporary one of the same name, left by a migration, is not looked at. */
    @Override
    public String table(String name) {
        return "main." + (USUAL.contains(name) ? name : SqliteQuoting.name(name));
    }

    @Override
    public String column(String name) {
        return name;
    }

    /** A text ends at a NUL for SQLite. */
    @Override
    public String text(String value) {
        return SqliteQuoting.text(value.replace("\0", ""));
    }

    @Override
    public String bytes(byte[] value) {
        return SqliteQuoting.bytes(value);
    }

    @Override
    public String time(Instant value) {
        return SqliteQuoting.text(SqliteTimestamps.format(value));
    }

    @Override
    public String millisecondsSince(Instant began) {
        return "max(0, cast(round((julianday('now') - 2440587.5) * 86400000.0) as integer) - " + began.toEpochMilli()
                + ")";
    }

    @Override
    public String equal(String left, String right) {
        return left + " = " + right;
    }
}
