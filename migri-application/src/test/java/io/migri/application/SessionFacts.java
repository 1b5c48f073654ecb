package io.migri.application;

import io.migri.testkit.server.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that can be known of a session from inside: what JDBC says of it, and what the server does. */
final class SessionFacts {
    private static final List<String> PRAGMAS = List.of(
            "foreign_keys",
            "defer_foreign_keys",
            "recursive_triggers",
            "synchronous",
            "journal_mode",
            "busy_timeout",
            "query_only",
            "temp_store",
            "cache_size",
            "locking_mode",
            "ignore_check_constraints",
            "legacy_alter_table",
            "writable_schema",
            "read_uncommitted");

    private SessionFacts() {}

    /** By name. Where auto-commit is off, a transaction is begun and ended. */
    static Map<String, String> of(Connection connection, Engine engine) throws SQLException {
        Map<String, String> facts = new TreeMap<>();
        facts.put("jdbc auto-commit", String.valueOf(connection.getAutoCommit()));
        facts.put("jdbc read-only", String.valueOf(connection.isReadOnly()));
        facts.put("jdbc isolation", String.valueOf(connection.getTransactionIsolation()));
        facts.put("jdbc holdability", String.valueOf(connection.getHoldability()));
        facts.put("jdbc catalog", String.valueOf(connection.getCatalog()));
        facts.put("jdbc schema", String.valueOf(connection.getSchema()));
        facts.put("jdbc network timeout", String.valueOf(connection.getNetworkTimeout()));
        switch (engine) {
            case POSTGRESQL -> postgresql(connection, facts);
            case MYSQL, MARIADB -> mysql(connection, facts, engine);
            case SQLITE -> sqlite(connection, facts);
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return facts;
    }

    private static void postgresql(Connection connection, Map<String, String> facts) throws SQLException {
        add(
                connection,
                facts,
                "setting",
                "SELECT name, setting FROM pg_settings WHERE name NOT IN ('transaction_read_only', 'transaction_isolation')"
                        + " AND name NOT LIKE 'plpgsql.%'");
        add(connection, facts, "role", "SELECT session_user, current_user");
        add(connection, facts, "session", "SELECT 'pid', pg_backend_pid()");
        add(
                connection,
                facts,
                "temporary",
                "SELECT relname, relkind FROM pg_class WHERE relnamespace = pg_my_temp_schema()");
        add(
                connection,
                facts,
                "lock",
                "SELECT objid, mode FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()");
        add(connection, facts, "prepared", "SELECT name, statement FROM pg_prepared_statements WHERE from_sql");
        add(connection, facts, "cursor", "SELECT name, statement FROM pg_cursors WHERE is_holdable");
    }

    private static void mysql(Connection connection, Map<String, String> facts, Engine engine) throws SQLException {
        add(connection, facts, "variable", "SHOW SESSION VARIABLES");
        for (String moving : List.of(
                "timestamp",
                "rand_seed1",
                "rand_seed2",
                "insert_id",
                "last_insert_id",
                "identity",
                "warning_count",
                "error_count",
                "gtid_executed",
                "last_gtid",
                "gtid_binlog_pos",
                "gtid_current_pos",
                "gtid_binlog_state",
                "gtid_seq_no",
                "statement_id",
                "in_transaction")) {
            facts.remove("variable " + moving);
        }
        add(connection, facts, "session", "SELECT 'database', DATABASE()");
        add(connection, facts, "session", "SELECT 'user', CURRENT_USER()");
        add(connection, facts, "session", "SELECT 'id', CONNECTION_ID()");
        add(connection, facts, "lock", "SELECT 'mine', IS_USED_LOCK('mine') IS NULL");
        if (engine == Engine.MARIADB) {
            add(
                    connection,
                    facts,
                    "temporary",
                    "SELECT table_name, table_type FROM information_schema.tables" + " WHERE table_type = 'TEMPORARY'");
        } else {
            add(
                    connection,
                    facts,
                    "temporary",
                    "SELECT name, 'temporary' FROM information_schema.innodb_temp_table_info WHERE name NOT LIKE '%#sql_ib%'");
        }
    }

    private static void sqlite(Connection connection, Map<String, String> facts) throws SQLException {
        for (String pragma : PRAGMAS) {
            add(connection, facts, "pragma", "SELECT '" + pragma + "', * FROM pragma_" + pragma);
        }
        add(connection, facts, "attached", "SELECT name, file FROM pragma_database_list WHERE name <> 'temp'");
        add(connection, facts, "temporary", "SELECT name, type FROM sqlite_temp_master");
    }

    private static void add(Connection connection, Map<String, String> facts, String kind, String query)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                facts.put(kind + " " + rows.getString(1), String.valueOf(rows.getString(2)));
            }
        }
    }
}
