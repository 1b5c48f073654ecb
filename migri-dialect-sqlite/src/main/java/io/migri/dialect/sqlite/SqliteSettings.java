package io.migri.dialect.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * What a migration can set on a connection, as it was when this was first asked.
 *
 * <p>Settings that are kept in the file are the migration's business: {@code journal_mode} is put back only from one to another
 * of those that the connection forgets, so neither to nor from {@code wal}.
 *
 * @see <a href="https://www.sqlite.org/pragma.html">PRAGMA Statements</a>
 */
final class SqliteSettings {
    private static final String QUERY_ONLY = "query_only";
    private static final String JOURNAL_MODE = "journal_mode";
    private static final String ATTACHED = "attached ";
    private static final List<String> PRAGMAS = List.of(
            QUERY_ONLY,
            JOURNAL_MODE,
            "foreign_keys",
            "synchronous",
            "temp_store",
            "locking_mode",
            "busy_timeout",
            "cache_size",
            "recursive_triggers",
            "ignore_check_constraints",
            "legacy_alter_table",
            "writable_schema",
            "trusted_schema",
            "automatic_index",
            "read_uncommitted",
            "reverse_unordered_selects");

    private final SQLiteConnection connection;
    private @Nullable Map<String, String> before;

    SqliteSettings(SQLiteConnection connection) {
        this.connection = connection;
    }

    /** What would keep a migration's row from being written. The rest can wait until the transaction has ended. */
    List<String> restoreWithinTransaction() throws SQLException {
        return List.of(set(QUERY_ONLY, before().getOrDefault(QUERY_ONLY, "0")));
    }

    /** What puts back all that is different now. */
    List<String> restoreOutsideTransaction() throws SQLException {
        Map<String, String> then = before();
        List<String> statements = new ArrayList<>();
        for (Map.Entry<String, String> now : current().entrySet()) {
            String value = then.get(now.getKey());
            if (value == null) {
                statements.add(detach(now.getKey()));
            } else if (!value.equals(now.getValue()) && isOfTheConnection(now.getKey(), value, now.getValue())) {
                statements.add(set(now.getKey(), value));
            }
        }
        return statements;
    }

    /** What makes another connection as this one is. */
    List<String> statements() throws SQLException {
        List<String> statements = new ArrayList<>();
        current().forEach((name, value) -> {
            if (!name.startsWith(ATTACHED) && !name.equals(JOURNAL_MODE)) {
                statements.add(set(name, value));
            }
        });
        return statements;
    }

    /** The first column of the first row of {@code query}, which must have one. */
    static String text(SQLiteConnection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Map<String, String> before() throws SQLException {
        Map<String, String> known = before;
        if (known == null) {
            known = current();
            before = known;
        }
        return known;
    }

    private Map<String, String> current() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query())) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        return settings;
    }

    /** {@code case_sensitive_like} can be set and not be read, but be tried. */
    private static String query() {
        StringBuilder query = new StringBuilder("select 'case_sensitive_like', 'a' not like 'A'");
        for (String pragma : PRAGMAS) {
            query.append(" union all select '")
                    .append(pragma)
                    .append("', * from pragma_")
                    .append(pragma);
        }
        return query.append(
                        " union all select '" + ATTACHED + "' || name, name from pragma_database_list where seq > 1")
                .toString();
    }

    private static boolean isOfTheConnection(String name, String then, String now) {
        return !name.equals(JOURNAL_MODE) || !then.equals("wal") && !now.equals("wal");
    }

    private static String set(String pragma, String value) {
        return "PRAGMA " + pragma + " = " + value;
    }

    private static String detach(String attached) {
        return "DETACH \"" + attached.substring(ATTACHED.length()).replace("\"", "\"\"") + '"';
    }
}
