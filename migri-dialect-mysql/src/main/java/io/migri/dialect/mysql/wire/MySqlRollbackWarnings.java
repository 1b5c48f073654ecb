package io.migri.dialect.mysql.wire;

import io.migri.dialect.mysql.connection.MySqlConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What the server says of a {@code ROLLBACK}; see <a href="https://dev.mysql.com/doc/refman/9.7/en/rollback-statement.html">what it cannot undo</a>. */
final class MySqlRollbackWarnings {
    /** Rows in tables whose engine has no transactions. */
    private static final int ROWS_STAY = 1196;

    private static final String LASTING = "SELECT 1 FROM information_schema.tables t JOIN information_schema.engines e"
            + " ON e.engine = t.engine AND e.transactions <> 'YES' WHERE t.table_type = 'BASE TABLE' AND t.table_schema"
            + " NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema') LIMIT 1";

    private MySqlRollbackWarnings() {}

    /**
     * Asked with nothing sent since, in words that follow "stays". Where a script has set the list's length to 0, the count tells. MariaDB
     * leaves the error from before the {@code ROLLBACK} in the list.
     *
     * @param temporary whether the session made temporary tables. The server warns of them, too, although they end with the session
     */
    static Optional<String> of(Connection connection, boolean temporary) throws SQLException {
        boolean stays = listed(connection);
        return stays && !(temporary && onlyTemporary(connection))
                ? Optional.of(
                        "what it did to tables whose engine has no transactions, such as MyISAM (the server warned:"
                                + " 1196)")
                : Optional.empty();
    }

    private static boolean listed(Connection connection) throws SQLException {
        boolean empty = true;
        try (Statement statement = connection.createStatement();
                ResultSet warnings = statement.executeQuery("SHOW WARNINGS")) {
            while (warnings.next()) {
                if (warnings.getInt("Code") == ROWS_STAY) {
                    return true;
                }
                empty = false;
            }
        }
        return empty
                && is(connection, "SHOW COUNT(*) WARNINGS", false)
                && is(connection, "SELECT @@max_error_count LIMIT 1", true);
    }

    private static boolean is(Connection connection, String query, boolean zero) throws SQLException {
        return MySqlConnection.text(connection, query)
                .filter(count -> count.equals("0") == zero)
                .isPresent();
    }

    /** Whether the server has no lasting table in such an engine, apart from its own. */
    private static boolean onlyTemporary(Connection connection) throws SQLException {
        return MySqlConnection.text(connection, LASTING).isEmpty();
    }
}
