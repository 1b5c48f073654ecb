package io.migri.dialect.mysql.journal;

import io.migri.dialect.mysql.history.MySqlHistory;
import io.migri.dialect.mysql.history.MySqlHistoryStatements;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.history.JournalEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the journal. */
final class MySqlJournalRows {
    private static final String FORMAT = "format";

    private MySqlJournalRows() {}

    /** All of a table that an earlier version may have made. */
    static String select(String table, boolean mariaDb) {
        return MySqlHistoryStatements.unlimited("select", table + ".* from " + table, mariaDb);
    }

    /** Statements that change nothing and fail where a right is missing. */
    static List<String> trials(String table) {
        String nowhere = " where (`migration` = " + MySqlText.literal("") + " and `first_ordinal` = -1)";
        return List.of(
                "insert into " + table + " select * from " + table + nowhere,
                "update " + table + " set `state` = 'done'" + nowhere,
                "delete from " + table + nowhere);
    }

    /** Whether the table says of which form an entry is. */
    static boolean formatted(ResultSet rows) throws SQLException {
        return MySqlHistory.names(rows.getMetaData()).contains(FORMAT);
    }

    /** In the order of the migrations and their statements; {@code max_sort_length} might change that of the server. */
    static List<JournalEntry> entries(ResultSet rows) throws SQLException {
        boolean formatted = formatted(rows);
        List<JournalEntry> entries = new ArrayList<>();
        while (rows.next()) {
            entries.add(entry(rows, formatted));
        }
        entries.sort(Comparator.comparing(JournalEntry::migration).thenComparing(JournalEntry::first));
        return entries;
    }

    private static JournalEntry entry(ResultSet row, boolean formatted) throws SQLException {
        int format = formatted ? row.getInt(FORMAT) : 0;
        return new JournalEntry(
                row.getString("migration"),
                row.getInt("first_ordinal"),
                row.getInt("through_ordinal"),
                row.getString("prefix_hash"),
                lines(row.getString("statements")),
                doubt(row.getString("doubtful"), row.getString("objects_before")),
                Math.max(1, format));
    }

    /** Parted at line feeds alone, for a statement may hold carriage returns. */
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    private static JournalEntry.@Nullable Doubt doubt(@Nullable String statement, @Nullable String before) {
        return statement == null ? null : new JournalEntry.Doubt(statement, before == null ? "" : before);
    }
}
