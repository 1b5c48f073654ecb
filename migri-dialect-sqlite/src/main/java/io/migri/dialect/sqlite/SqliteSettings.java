package io.migri.dialect.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * What a migration can set on a connection, as it was when this was first asked.
 *
 * <p>What is kept in the file is the migration's business: {@code journal_mode} is put back only from one to another of those that
 * the connection forgets, so neither to nor from {@code wal}.
 *
 * @see <a href="https://www.sqlite.org/pragma.html">PRAGMA Statements</a>
 */
final class SqliteSettings {
    private static final String JOURNAL_MODE = "journal_mode";
    private static final String WAL = "wal";
    private static final String ATTACHED = "attached ";

    /** What would keep a migration's row from being written. The rest can wait until the transaction has ended. */
    private static final String QUERY_ONLY = "query_only";

    private static final List<String> PRAGMAS = List.of(
            QUERY_ONLY,
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
    private Set<String> restoring = Set.of();

    SqliteSettings(SQLiteConnection connection) {
        this.connection = connection;
    }

    List<String> restoreWithinTransaction() throws SQLException {
        return List.of(set(QUERY_ONLY, before().getOrDefault(QUERY_ONLY, "0")));
    }

    /**
     * All that can be put back without looking, and, if asked for, what has to be looked for.
     *
     * @param look whether something may have changed by now
     */
    List<String> restoreOutsideTransaction(boolean look) throws SQLException {
        List<String> statements = new ArrayList<>(setters(before()));
        if (look) {
            addDifferences(before(), current(), statements);
        }
        return statements;
    }

    /** Whether {@code statement} only sets what was set from the beginning. */
    boolean restores(String statement) {
        return restoring.contains(statement);
    }

    /** What makes another connection as this one is. */
    List<String> statements() throws SQLException {
        return setters(current());
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
            restoring = new HashSet<>(setters(known));
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
        query.append(" union all select '" + JOURNAL_MODE + "', * from pragma_" + JOURNAL_MODE);
        query.append(" union all select '" + ATTACHED + "' || name, name from pragma_database_list where seq > 1");
        return query.toString();
    }

    private static List<String> setters(Map<String, String> settings) {
        List<String> statements = new ArrayList<>();
        settings.forEach((name, value) -> {
            if (!name.equals(JOURNAL_MODE) && !name.startsWith(ATTACHED)) {
                statements.add(set(name, value));
            }
        });
        return statements;
    }

    private static void addDifferences(Map<String, String> then, Map<String, String> now, List<String> statements) {
        for (String name : now.keySet()) {
            if (!then.containsKey(name)) {
                statements.add(detach(name));
            }
        }
        String modeThen = then.getOrDefault(JOURNAL_MODE, WAL);
        String modeNow = now.getOrDefault(JOURNAL_MODE, WAL);
        if (!modeThen.equals(modeNow) && !modeThen.equals(WAL) && !modeNow.equals(WAL)) {
            statements.add(set(JOURNAL_MODE, modeThen));
        }
    }

    private static String set(String pragma, String value) {
        return "PRAGMA " + pragma + " = " + value;
    }

    private static String detach(String attached) {
        return "DETACH \"" + attached.substring(ATTACHED.length()).replace("\"", "\"\"") + '"';
    }
}
