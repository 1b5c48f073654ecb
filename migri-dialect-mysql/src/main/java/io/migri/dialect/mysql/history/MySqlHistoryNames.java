package io.migri.dialect.mysql.history;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which names a history can have, and under which there are others. */
public final class MySqlHistoryNames {
    /** Letters of a name. */
    private static final int LONGEST = 64;

    private static final Set<String> SYSTEM = Set.of("mysql", "information_schema", "performance_schema", "sys");

    private MySqlHistoryNames() {}

    /** Why the server cannot keep the history there; empty where it can. Sends nothing. */
    public static Optional<Text> refusal(HistoryTable table) {
        String schema = table.schema() == null ? "" : table.schema();
        if (SYSTEM.contains(schema.toLowerCase(Locale.ROOT))) {
            return Optional.of(Text.of(
                    "the database " + schema + " belongs to the server itself; keep the history in one of your own"));
        }
        if (schema.length() > LONGEST || table.journal().length() > LONGEST) {
            int room = LONGEST - (table.journal().length() - table.name().length());
            return Optional.of(Text.of("the name " + table + " is too long for MySQL: a database has room for "
                    + LONGEST + " letters, a history for " + room + ", since Migri names tables after it"));
        }
        return table.toString().chars().anyMatch(letter -> Character.isSurrogate((char) letter))
                ? Optional.of(Text.of("the name " + table + " has letters that MySQL takes in no name; choose others"))
                : Optional.empty();
    }

    /** The history of the usual name, and those of other names, where this one is to be and where the connection stands. */
    public static List<HistoryTable> others(Connection connection, HistoryTable table) throws SQLException {
        String suffix = MySqlText.literal(HistoryTable.SOURCE_SUFFIX);
        String usual = MySqlText.literal(HistoryTable.USUAL.name());
        String database = table.schema() == null ? "database()" : MySqlText.literal(table.schema());
        String query = "select h.table_schema, h.table_name from information_schema.tables h where"
                + " h.table_schema in (database(), " + database + ") and h.table_type = 'BASE TABLE'"
                + " and (h.table_schema <> " + database + " or h.table_name <> " + MySqlText.literal(table.name())
                + ") and (h.table_name = " + usual + " or exists (select 1 from information_schema.tables s where"
                + " s.table_schema = h.table_schema and s.table_name = concat(h.table_name, " + suffix
                + "))) order by 1, 2 limit 1000";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<HistoryTable> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new HistoryTable(rows.getString(1), rows.getString(2)));
            }
            return found;
        }
    }

    /** What to say where the database that was named for the history is not there. */
    static MigriException missing(String database, SQLException failure) {
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        "the database " + database
                                + ", in which the history is to be kept, does not exist, or this user"
                                + " may not use it; nothing was applied")
                .help("create it: CREATE DATABASE " + MySqlText.identifier(database) + "; or name one that exists")
                .because(failure)
                .build();
    }
}
