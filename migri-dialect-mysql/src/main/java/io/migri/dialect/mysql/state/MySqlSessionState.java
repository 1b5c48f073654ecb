package io.migri.dialect.mysql.state;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.effect.MySqlScriptEffects;
import io.migri.dialect.mysql.language.MySqlAssignments;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchLeftovers;
import io.migri.spi.state.Aside;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The session's variables and database before any migration changed them, and the statements that bring them back; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/server-system-variable-reference.html">system variables</a>.
 *
 * <p>User variables and temporary tables stay: nothing lists them.
 */
public final class MySqlSessionState implements MySqlScriptEffects {
    /** Variables that anybody may set, also within a transaction. They are put back after every migration. */
    private static final List<String> ALWAYS = List.of(
            "sql_mode",
            "character_set_client",
            "character_set_results",
            "collation_connection",
            "foreign_key_checks",
            "unique_checks",
            "check_constraint_checks",
            "time_zone",
            "sql_notes",
            "sql_safe_updates",
            "sql_select_limit",
            "sql_auto_is_null",
            // Setting the first resets the second.
            "max_join_size",
            "sql_big_selects",
            "lock_wait_timeout",
            "innodb_lock_wait_timeout",
            "max_execution_time",
            "max_statement_time",
            "group_concat_max_len",
            "default_storage_engine",
            "transaction_isolation",
            "tx_isolation",
            "transaction_read_only",
            "tx_read_only",
            "completion_type",
            "lc_time_names",
            "div_precision_increment",
            "max_sort_length",
            "system_versioning_asof");

    /** Those of them that could change what a mark of the journal does. */
    private static final List<String> NOTICED = List.of(
            "sql_mode",
            "character_set_client",
            "collation_connection",
            "sql_safe_updates",
            "sql_select_limit",
            "max_join_size",
            "sql_big_selects",
            "max_execution_time",
            "max_statement_time");

    /** The server itself passes over what it is too old for. A server of MySQL before 8.0 is to be refused, and not to fail here. */
    private static final String WHEREABOUTS = "SELECT DATABASE(), " + MySqlScratchLeftovers.count()
            + ", VERSION() /*!80000 , CURRENT_ROLE() */ /*M!100005 , CURRENT_ROLE() */ LIMIT 1";

    /** The next row with a generated key gets the one that {@code SET insert_id} asked for, which may be there already. */
    private static final List<String> USING_UP_A_KEY = List.of(
            "CREATE TEMPORARY TABLE `migri insert_id` (id bigint unsigned AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO `migri insert_id` VALUES ()",
            "DROP TEMPORARY TABLE `migri insert_id`");

    private final @Nullable String database;
    private final boolean leftovers;
    private final String role;
    private final MySqlServer server;
    private final Map<String, String> values;
    private final Set<String> assigned = new TreeSet<>();
    private boolean makesTemporaryTables;
    private boolean locksTables;
    private boolean forcesKey;

    private MySqlSessionState(
            @Nullable String database, boolean leftovers, MySqlServer server, String role, Map<String, String> values) {
        this.database = database;
        this.leftovers = leftovers;
        this.server = server;
        this.role = role;
        this.values = values;
    }

    public static MySqlSessionState read(Connection connection) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query())) {
            while (row.next()) {
                values.put(row.getString(1), row.getString(2));
            }
        }
        forgetAlias(values, "tx_isolation", "transaction_isolation");
        forgetAlias(values, "tx_read_only", "transaction_read_only");
        return whereabouts(connection, values);
    }

    /** One question, since each is a round trip of every run. */
    private static MySqlSessionState whereabouts(Connection connection, Map<String, String> values)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHEREABOUTS)) {
            row.next();
            return new MySqlSessionState(
                    row.getString(1),
                    row.getInt(2) > 0,
                    MySqlServer.of(String.valueOf(row.getString(3))),
                    row.getMetaData().getColumnCount() > 3 ? role(row.getString(4)) : "NONE",
                    values);
        }
    }

    /** As {@code SET ROLE} takes it: MariaDB gives one name, MySQL a list of quoted ones. */
    private static String role(@Nullable String current) {
        if (current == null || current.isEmpty() || current.equals("NONE")) {
            return "NONE";
        }
        return current.charAt(0) == '`' ? current : MySqlText.identifier(current);
    }

    public static MigriException noDatabase() {
        return new MigriException(
                ErrorCode.CONFIGURATION_INVALID,
                "The connection has no database chosen, so there is no place for the history table: name a database when"
                        + " connecting, or send USE first");
    }

    @Nullable
    String database() {
        return database;
    }

    /** As the server itself says; a proxy in front of it may have said something else when the connection was made. */
    public MySqlServer server() {
        return server;
    }

    /** Whether there are databases that a dry run may have left. */
    public boolean leftovers() {
        return leftovers;
    }

    public String sqlMode() {
        return values.getOrDefault("sql_mode", "");
    }

    /** Whether the server commits each statement. */
    boolean autocommit() {
        return !"OFF".equals(values.get("autocommit"));
    }

    /** Whether a commit begins another transaction. */
    @Override
    public boolean chains() {
        return values.getOrDefault("completion_type", "").startsWith("CHAIN");
    }

    @Override
    public void assigned(MySqlAssignments.Assignment assignment) {
        forcesKey |= !assignment.global() && assignment.name().equals("insert_id");
        if (!assignment.global()) {
            putBack(assignment.name());
        }
    }

    private void putBack(String name) {
        if (MySqlSettings.ON_DEMAND.contains(name) && values.containsKey(name)) {
            assigned.add(name);
        }
        if (name.equals("character_set_server")) {
            putBack("collation_server"); // which follows it
        }
    }

    @Override
    public void temporaryTableMade() {
        makesTemporaryTables = true;
    }

    @Override
    public void tablesLocked() {
        locksTables = true;
    }

    boolean makesTemporaryTables() {
        return makesTemporaryTables;
    }

    /** The same, in another database. */
    MySqlSessionState in(String other) {
        return new MySqlSessionState(other, false, server, role, values);
    }

    /** Statements that give another session the same settings. */
    public List<String> settings() {
        String set = set(ALWAYS);
        return set.isEmpty() ? List.of() : List.of(set + ",timestamp=DEFAULT");
    }

    /** Takes the role that the session had. */
    String restoreRole() {
        return "SET ROLE " + role;
    }

    /** What makes marks of the journal mean the same whatever was set, and what takes it back. */
    Aside aside() {
        StringBuilder keep = new StringBuilder("SET ");
        StringBuilder back = new StringBuilder("SET ");
        for (String name : NOTICED) {
            if (values.containsKey(name)) {
                keep.append("@`migri ").append(name).append("`=@@").append(name).append(',');
                back.append(back.length() > 4 ? "," : "")
                        .append(name)
                        .append("=@`migri ")
                        .append(name)
                        .append('`');
            }
        }
        return new Aside(List.of(keep + set(NOTICED).substring("SET ".length())), List.of(back.toString()));
    }

    List<String> restoreStatements() {
        if (database == null) {
            throw noDatabase();
        }
        // The order is that of the list, since sql_mode and the character set decide how the rest is read.
        List<String> statements = new ArrayList<>(settings());
        statements.add("USE " + MySqlText.identifier(database));
        if (forcesKey) {
            statements.addAll(USING_UP_A_KEY);
        }
        return statements;
    }

    List<String> restoreStatementsOutsideTransaction() {
        List<String> statements = new ArrayList<>();
        if (locksTables) {
            statements.add("UNLOCK TABLES");
        }
        if (!assigned.isEmpty()) {
            statements.add(set(assigned));
        }
        return statements;
    }

    /** MariaDB before 11.1 has only the older name, later ones have both and warn of the older, MySQL has only the newer. */
    private static void forgetAlias(Map<String, String> values, String older, String newer) {
        if (values.containsKey(newer)) {
            values.remove(older);
        }
    }

    private String set(Iterable<String> names) {
        StringBuilder statement = new StringBuilder();
        for (String name : names) {
            String value = values.get(name);
            if (value != null) {
                statement
                        .append(statement.isEmpty() ? "SET " : ",")
                        .append(name)
                        .append('=')
                        .append(expression(name, value));
            }
        }
        return statement.toString();
    }

    private static String expression(String name, String value) {
        if (name.equals("system_versioning_asof")) {
            return "DEFAULT";
        }
        if (value.isEmpty() && MySqlSettings.NULL.contains(name)) {
            return "NULL";
        }
        int digits = value.startsWith("-") ? 1 : 0;
        boolean number = value.length() > digits
                && value.chars().skip(digits).allMatch(next -> (next >= '0' && next <= '9') || next == '.');
        return number ? value : MySqlText.literal(value);
    }

    private static String query() {
        StringBuilder query = new StringBuilder("SHOW SESSION VARIABLES WHERE variable_name IN ('autocommit'");
        ALWAYS.forEach(name -> query.append(",'").append(name).append('\''));
        MySqlSettings.ON_DEMAND.forEach(name -> query.append(",'").append(name).append('\''));
        return query.append(')').toString();
    }
}
