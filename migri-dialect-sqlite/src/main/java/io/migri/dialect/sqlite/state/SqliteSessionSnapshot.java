package io.migri.dialect.sqlite.state;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.language.SqlitePragma;
import io.migri.dialect.sqlite.language.SqliteQuoting;
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
public final class SqliteSessionSnapshot {
    private static final String WAL = "wal";
    private static final Set<String> OWN = Set.of("main", "temp");

    /** In the order in which they are put back. */
    private static final List<String> PRAGMAS = List.of(
            "query_only",
            "max_page_count",
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
            "reverse_unordered_selects",
            "cache_spill",
            "cell_size_check",
            "checkpoint_fullfsync",
            "fullfsync",
            "secure_delete",
            "journal_size_limit",
            "wal_autocheckpoint",
            "mmap_size",
            "analysis_limit",
            "threads",
            "soft_heap_limit",
            "count_changes",
            "full_column_names",
            "short_column_names",
            "empty_result_callbacks");

    private final SQLiteConnection connection;
    private @Nullable Map<String, String> before;
    private Map<String, String> setAside = Map.of();
    private Set<String> attachedBefore = Set.of();
    private final Set<String> temporaryBefore = new HashSet<>();
    private String journalModeBefore = WAL;

    public SqliteSessionSnapshot(SQLiteConnection connection) {
        this.connection = connection;
    }

    List<String> restoreWithinTransaction() throws SQLException {
        Map<String, String> known = before();
        return SqlitePragma.LIMITS.stream()
                .filter(known::containsKey)
                .map(limit -> set(limit, known.getOrDefault(limit, "")))
                .toList();
    }

    /** Lets Migri write whatever the script has set, until {@link #takeBack}. */
    public void setAside() throws SQLException {
        setAside = read(SqlitePragma.LIMITS);
        for (String statement : restoreWithinTransaction()) {
            connection.getDatabase()._exec(statement);
        }
    }

    /** Sets what the script had set. */
    public void takeBack() throws SQLException {
        for (String statement : setters(setAside)) {
            connection.getDatabase()._exec(statement);
        }
    }

    List<String> restoreOutsideTransaction() throws SQLException {
        List<String> statements = setters(before());
        try {
            addRemovals(statements);
            addDetachments(statements);
            addJournalMode(statements);
        } catch (SQLException e) {
            // somebody may be writing so that nobody can read: this looks after a commit, of which it must not spoil
            // the news
        }
        return statements;
    }

    /** What is temporary and was not there before. Indexes go with their tables, and what they are for in any case. */
    private void addRemovals(List<String> statements) throws SQLException {
        for (Temporary one : temporaries()) {
            if (!temporaryBefore.contains(one.name())) {
                statements.add("DROP " + one.kind() + " IF EXISTS temp." + SqliteQuoting.name(one.name()));
            }
        }
    }

    private record Temporary(String kind, String name) {}

    /** In the order in which they can be removed. Asking for them would make a room for them, which the script could see. */
    private List<Temporary> temporaries() throws SQLException {
        return schemas().contains("temp")
                ? SqliteQuery.rows(
                        connection,
                        row -> new Temporary(row.getString(1), row.getString(2)),
                        "SELECT type, name FROM sqlite_temp_master WHERE type IN ('trigger', 'view', 'table')"
                                + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                + " ORDER BY type = 'table', type = 'view', rowid")
                : List.of();
    }

    private void addDetachments(List<String> statements) throws SQLException {
        for (String name : attached()) {
            if (!attachedBefore.contains(name)) {
                statements.add("DETACH " + SqliteQuoting.name(name));
            }
        }
    }

    private void addJournalMode(List<String> statements) throws SQLException {
        String journalMode = SqliteQuery.text(connection, "PRAGMA journal_mode");
        if (!journalMode.equals(journalModeBefore) && !journalMode.equals(WAL) && !journalModeBefore.equals(WAL)) {
            statements.add(set("journal_mode", journalModeBefore));
        }
    }

    /** What makes another connection as this one is. */
    public List<String> statements() throws SQLException {
        return setters(current());
    }

    private Map<String, String> before() throws SQLException {
        Map<String, String> known = before;
        if (known == null) {
            known = current();
            before = known;
            attachedBefore = attached();
            for (Temporary one : temporaries()) {
                temporaryBefore.add(one.name());
            }
            journalModeBefore = SqliteQuery.text(connection, "PRAGMA journal_mode");
        }
        return known;
    }

    /** {@code case_sensitive_like} can be set and not be read, but be tried. */
    private Map<String, String> current() throws SQLException {
        Map<String, String> settings = read(PRAGMAS);
        settings.put("case_sensitive_like", SqliteQuery.text(connection, "SELECT 'a' NOT LIKE 'A'"));
        return settings;
    }

    /** Those that this build of SQLite knows. */
    private Map<String, String> read(List<String> pragmas) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                try (ResultSet rows = statement.executeQuery("PRAGMA " + pragma)) {
                    if (rows.next()) {
                        settings.put(pragma, rows.getString(1));
                    }
                }
            }
        }
        return settings;
    }

    private Set<String> attached() throws SQLException {
        Set<String> names = schemas();
        names.removeAll(OWN);
        return names;
    }

    private Set<String> schemas() throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA database_list")) {
            while (rows.next()) {
                names.add(rows.getString(2));
            }
        }
        return names;
    }

    private static List<String> setters(Map<String, String> settings) {
        List<String> statements = new ArrayList<>();
        settings.forEach((name, value) -> statements.add(set(name, value)));
        return statements;
    }

    private static String set(String pragma, String value) {
        return "PRAGMA " + pragma + " = " + value;
    }
}
