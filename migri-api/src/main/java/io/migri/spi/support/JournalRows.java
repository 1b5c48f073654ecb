package io.migri.spi.support;

import io.migri.spi.history.JournalEntry;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a journal whose columns are those that {@link JournalStatements} writes.
 *
 * @param formatted whether the table has the column {@code format}, which the table of an earlier version lacks
 * @param entries in the order of the rows
 */
public record JournalRows(boolean formatted, List<JournalEntry> entries) {
    private static final String FORMAT = "format";

    public JournalRows {
        entries = List.copyOf(entries);
    }

    /** Reads what is left of {@code rows}, whose columns may be in any order. */
    public static JournalRows of(ResultSet rows) throws SQLException {
        List<String> columns = columns(rows.getMetaData());
        List<JournalEntry> entries = new ArrayList<>();
        while (rows.next()) {
            entries.add(entry(rows, columns));
        }
        return new JournalRows(columns.contains(FORMAT), entries);
    }

    /** Their names, which a database may give in upper case. A setting of the connection can put the table's name in front of them. */
    private static List<String> columns(ResultSetMetaData about) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            String label = about.getColumnLabel(i);
            columns.add(label.substring(label.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        }
        return columns;
    }

    private static JournalEntry entry(ResultSet row, List<String> columns) throws SQLException {
        return new JournalEntry(
                row.getString(at("migration", columns)),
                row.getInt(at("first_ordinal", columns)),
                row.getInt(at("through_ordinal", columns)),
                row.getString(at("prefix_hash", columns)),
                lines(row.getString(at("statements", columns))),
                doubt(row.getString(at("doubtful", columns)), row.getString(at("objects_before", columns))),
                columns.contains(FORMAT) ? Math.max(1, row.getInt(at(FORMAT, columns))) : 1);
    }

    /** The driver says what is wrong with 0, where there is no such column. */
    private static int at(String column, List<String> columns) {
        return 1 + columns.indexOf(column);
    }

    /** Parted at line feeds alone, for a statement may hold carriage returns. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            lines.add(text.substring(from, end));
            from = end + 1;
        }
        return lines;
    }

    private static JournalEntry.@Nullable Doubt doubt(@Nullable String statement, @Nullable String before) {
        return statement == null ? null : new JournalEntry.Doubt(statement, before == null ? "" : before);
    }
}
