package io.migri.dialect.sqlite.history;

import io.migri.api.text.Text;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import io.migri.spi.history.HistoryTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/** Which names a history can have, and under which there are others. */
public final class SqliteHistoryNames {
    private SqliteHistoryNames() {}

    /** Why SQLite cannot keep the history there; empty where it can. Sends nothing. */
    public static Optional<Text> refusal(HistoryTable table) {
        String schema = table.schema() == null ? "main" : table.schema();
        if (!schema.equalsIgnoreCase("main")) {
            return Optional.of(Text.of("the history cannot be " + table
                    + ": SQLite commits an attached or temporary database by itself; give the name alone, or main."
                    + table.name()));
        }
        return table.name().toLowerCase(Locale.ROOT).startsWith("sqlite_")
                ? Optional.of(Text.of(
                        "names that begin with sqlite_ belong to SQLite itself; choose another than " + table.name()))
                : Optional.empty();
    }

    /** The history of the usual name, and those of other names. */
    public static List<HistoryTable> others(SQLiteConnection connection, HistoryTable table) throws SQLException {
        String query = "select h.name from main.sqlite_schema h where h.type = 'table' and h.name <> "
                + SqliteQuoting.text(table.name()) + " collate nocase and (h.name = "
                + SqliteQuoting.text(HistoryTable.USUAL.name())
                + " or exists (select 1 from main.sqlite_schema s where s.type = 'table' and s.name = h.name || "
                + SqliteQuoting.text(HistoryTable.SOURCE_SUFFIX) + ")) order by 1";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<HistoryTable> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new HistoryTable(null, rows.getString(1)));
            }
            return found;
        }
    }
}
