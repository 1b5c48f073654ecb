package io.migri.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What the server says of a {@code ROLLBACK}; see <a href="https://dev.mysql.com/doc/refman/9.7/en/rollback-statement.html">what it cannot undo</a>. */
final class MySqlRollbackWarnings {
    /** Rows in tables whose engine has no transactions. */
    private static final int ROWS_STAY = 1196;

    private MySqlRollbackWarnings() {}

    /**
     * Asked with nothing sent since, in words that follow "stays". Where a script has set the list's length to 0, the count tells. MariaDB
     * leaves the error from before the {@code ROLLBACK} in the list.
     */
    static Optional<String> of(Connection connection) throws SQLException {
        boolean listed = false;
        try (Statement statement = connection.createStatement();
                ResultSet warnings = statement.executeQuery("SHOW WARNINGS")) {
            while (warnings.next()) {
                int code = warnings.getInt("Code");
                if (code == ROWS_STAY) {
                    return stays();
                }
                listed = true;
            }
        }
        boolean unlisted = !listed
                && MySqlSession.text(connection, "SHOW COUNT(*) WARNINGS")
                        .filter(count -> !count.equals("0"))
                        .isPresent();
        return unlisted ? stays() : Optional.empty();
    }

    private static Optional<String> stays() {
        return Optional.of(
                "what it did to tables whose engine has no transactions, such as MyISAM (the server warned: 1196)");
    }
}
