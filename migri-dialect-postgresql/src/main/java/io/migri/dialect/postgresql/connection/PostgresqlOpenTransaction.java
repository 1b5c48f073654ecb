package io.migri.dialect.postgresql.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Whether a transaction is open on a connection that says that it is in auto-commit mode. */
public final class PostgresqlOpenTransaction {
    private static final String FAILED_TRANSACTION = "25P02";

    private PostgresqlOpenTransaction() {}

    /** The driver knows by the server's last answer. Where somebody hides the driver, the server is asked. */
    public static boolean isOpen(Connection connection) throws SQLException {
        return connection.isWrapperFor(BaseConnection.class)
                ? connection.unwrap(BaseConnection.class).getQueryExecutor().getTransactionState()
                        != TransactionState.IDLE
                : keepsUntilItsEnd(connection);
    }

    /** What is set for a transaction alone is gone with the next statement, unless that is in the same one. */
    private static boolean keepsUntilItsEnd(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_catalog.set_config('migri.lent', 'yes', true)");
            try (ResultSet row = statement.executeQuery("select pg_catalog.current_setting('migri.lent', true)")) {
                return row.next() && "yes".equals(row.getString(1));
            }
        } catch (SQLException e) {
            if (FAILED_TRANSACTION.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }
}
