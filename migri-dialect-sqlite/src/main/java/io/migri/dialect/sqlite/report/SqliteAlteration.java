package io.migri.dialect.sqlite.report;

import io.migri.api.report.Effect.Kind;
import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.language.SqliteName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/**
 * What {@code ALTER TABLE} does beside changing the schema, found by comparing columns. Measured with the pages that it reads and
 * writes: the manual does not tell all of it.
 *
 * @param table its key before
 * @param before columns by key
 * @see <a href="https://www.sqlite.org/lang_altertable.html">ALTER TABLE</a>
 */
record SqliteAlteration(SQLiteConnection connection, String table, Map<String, Column> before) {

    static SqliteAlteration of(SQLiteConnection connection, String table) throws SQLException {
        return new SqliteAlteration(connection, table, columns(connection, table));
    }

    void tell(SqliteEffects effects, SqliteAction action, SqliteTable altered) throws SQLException {
        if (action.has("RENAME")) {
            return;
        }
        Map<String, Column> now = columns(connection, table);
        for (Map.Entry<String, Column> column : before.entrySet()) {
            if (!now.containsKey(column.getKey()) && !column.getValue().computed()) {
                effects.wrote(Kind.REWRITE, altered, "");
            }
        }
        boolean computed = now.entrySet().stream()
                .anyMatch(column -> !before.containsKey(column.getKey())
                        && column.getValue().computed()
                        && column.getValue().notNull());
        tellChecks(effects, action, altered, computed, now.size() > before.size());
    }

    private static void tellChecks(
            SqliteEffects effects, SqliteAction action, SqliteTable altered, boolean computed, boolean added)
            throws SQLException {
        if (action.has("ADD") && action.has("CHECK")) {
            effects.read(Kind.VALIDATION, altered, "CHECK");
        } else if (computed || action.has("SET", "NOT", "NULL")) {
            effects.read(Kind.VALIDATION, altered, "NOT NULL");
        } else if (added && altered.strict()) {
            effects.read(Kind.SCAN, altered, "because the table is STRICT");
        }
    }

    private static Map<String, Column> columns(SQLiteConnection connection, String table) throws SQLException {
        Map<String, Column> columns = new HashMap<>();
        SqliteQuery.rows(
                connection,
                row -> columns.put(SqliteName.key(row.getString(1)), new Column(row.getInt(2) == 2, row.getBoolean(3))),
                "SELECT name, hidden, \"notnull\" FROM pragma_table_xinfo(?, 'main')",
                table);
        return columns;
    }

    /**
     * A column.
     *
     * @param computed whether it is generated when it is read, and so stands nowhere
     */
    record Column(boolean computed, boolean notNull) {}
}
