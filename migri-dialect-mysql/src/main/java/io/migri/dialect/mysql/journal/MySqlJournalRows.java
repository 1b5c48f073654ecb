package io.migri.dialect.mysql.journal;

import io.migri.dialect.mysql.history.MySqlUnlimited;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.history.JournalEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of the journal. */
final class MySqlJournalRows {
    private MySqlJournalRows() {}

    /** All of a table that an earlier version may have made. */
    static String select(String table, boolean mariaDb) {
        return MySqlUnlimited.unlimited(table + ".* from " + table, mariaDb);
    }

    /** Statements that change nothing and fail where a right is missing. */
    static List<String> trials(String table) {
        String nowhere = " where (`migration` = " + MySqlText.literal("") + " and `first_ordinal` = -1)";
        return List.of(
                "insert into " + table + " select * from " + table + nowhere,
                "update " + table + " set `state` = 'done'" + nowhere,
                "delete from " + table + nowhere);
    }

    /** In the order of the migrations and their statements; {@code max_sort_length} might change that of the server. */
    static List<JournalEntry> sorted(List<JournalEntry> entries) {
        List<JournalEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(JournalEntry::migration).thenComparing(JournalEntry::first));
        return sorted;
    }
}
