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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The session's variables and database before any migration changed them, and the statements that bring them back; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/server-system-variable-reference.html">system variables</a>.
 *
 * <p>User variables and temporary tables stay: nothing lists them.
 */
public final class MySqlSessionSnapshot implements MySqlScriptEffects {
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
    private final MySqlVariables values;
    private final Set<String> assigned = new TreeSet<>();
    private boolean makesTemporaryTables;
    private boolean usesTemporaryTables;
    private boolean locksTables;
    private boolean forcesKey;

    private MySqlSessionSnapshot(
            @Nullable String database, boolean leftovers, MySqlServer server, String role, MySqlVariables values) {
        this.database = database;
        this.leftovers = leftovers;
        this.server = server;
        this.role = role;
        this.values = values;
    }

    public static MySqlSessionSnapshot read(Connection connection) throws SQLException {
        return whereabouts(connection, MySqlVariables.read(connection));
    }

    /** One question, since each is a round trip of every run. */
    private static MySqlSessionSnapshot whereabouts(Connection connection, MySqlVariables values) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHEREABOUTS)) {
            row.next();
            return new MySqlSessionSnapshot(
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
        return values.get("sql_mode");
    }

    /** Whether the server commits each statement. */
    boolean autocommit() {
        return !values.get("autocommit").equals("OFF");
    }

    /** Whether a commit begins another transaction. */
    @Override
    public boolean chains() {
        return values.get("completion_type").startsWith("CHAIN");
    }

    @Override
    public void assigned(MySqlAssignments.Assignment assignment) {
        forcesKey |= !assignment.global() && assignment.name().equals("insert_id");
        if (!assignment.global()) {
            putBack(assignment.name());
        }
    }

    private void putBack(String name) {
        if (MySqlVariableNames.ON_DEMAND.contains(name) && values.has(name)) {
            assigned.add(name);
        }
        if (name.equals("character_set_server")) {
            putBack("collation_server"); // which follows it
        }
    }

    @Override
    public void temporaryTableMade(boolean unlessThere) {
        makesTemporaryTables = true;
        usesTemporaryTables |= unlessThere;
    }

    @Override
    public void tablesLocked() {
        locksTables = true;
    }

    boolean makesTemporaryTables() {
        return makesTemporaryTables;
    }

    /** Whether some may have been there before, which nobody can list. */
    boolean usesTemporaryTables() {
        return usesTemporaryTables;
    }

    /** The same, in another database. */
    MySqlSessionSnapshot in(String other) {
        return new MySqlSessionSnapshot(other, false, server, role, values);
    }

    /** Statements that give another session the same settings. */
    public List<String> settings() {
        String set = values.set(MySqlVariables.ALWAYS);
        return set.isEmpty() ? List.of() : List.of(set + ",timestamp=DEFAULT");
    }

    /** Takes the role that the session had. */
    String restoreRole() {
        return "SET ROLE " + role;
    }

    /** What makes marks of the journal mean the same whatever was set, and what takes it back. */
    Aside aside() {
        return values.aside();
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
            statements.add(values.set(assigned));
        }
        return statements;
    }
}
