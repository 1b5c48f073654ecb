package io.migri.dialect.mysql.history;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Reads the history in one message, at the beginning of which the server fails where it is a view: reading one executes whatever functions
 * its owner chose, as whoever reads it.
 */
final class MySqlHistoryReading {
    /** What {@code HANDLER} says of a view. */
    static final int NO_TABLE = 1347;

    /** What it says of an engine that has no such thing, such as {@code FEDERATED}. */
    private static final int NO_HANDLER = 1031;

    private final MySqlConnection connection;
    private final boolean mariaDb;

    MySqlHistoryReading(MySqlConnection connection, boolean mariaDb) {
        this.connection = connection;
        this.mariaDb = mariaDb;
    }

    MySqlHistory read(HistoryTable table) throws SQLException {
        String name = MySqlText.identifier(table.schema(), table.name());
        String[] checks = {"handler " + name + " open as `migri_history`", "handler `migri_history` close"};
        String select = select(table, mariaDb);
        try {
            if (connection.takesSeveralStatements()) {
                return rows(String.join(";", checks) + ";" + select, table);
            }
            for (String check : checks) {
                MySqlConnection.execute(connection.connection(), check);
            }
        } catch (SQLException failure) {
            if (failure.getErrorCode() != NO_HANDLER) {
                throw failure;
            }
        }
        return rows(select, table);
    }

    /** Rows along with the server's clock; also one row, of nothing else, where there is none. */
    static String select(HistoryTable table, boolean mariaDb) {
        String name = MySqlText.identifier(table.schema(), table.name());
        return MySqlUnlimited.unlimited(
                name + ".*, `server`.`read_at` from (select utc_timestamp(6) as `read_at`) as `server`"
                        + " left outer join " + name + " on true order by `id`",
                mariaDb);
    }

    private MySqlHistory rows(String text, HistoryTable table) throws SQLException {
        try (Statement statement = connection.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            boolean rows = statement.execute(text);
            while (!rows && statement.getUpdateCount() >= 0) {
                rows = statement.getMoreResults();
            }
            try (ResultSet all = statement.getResultSet()) {
                return MySqlHistory.read(all, table);
            }
        }
    }

    /** What to say where the history is a view. */
    static MigriException foreign(Connection connection, HistoryTable table) throws SQLException {
        String definer = MySqlConnection.text(
                        connection,
                        "select definer from information_schema.views where table_schema = "
                                + (table.schema() == null ? "database()" : MySqlText.literal(table.schema()))
                                + " and table_name = " + MySqlText.literal(table.name()))
                .orElse("somebody");
        return MigriException.of(
                        ErrorCode.HISTORY_UNUSABLE,
                        table + " is a view, which " + definer
                                + " defined: reading it could execute code that is not Migri's, and what is written to it may end up"
                                + " anywhere")
                .help("drop the view, or rename it, and give the name " + table
                        + " to the table behind it; nothing was executed")
                .build();
    }
}
