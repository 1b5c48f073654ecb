package io.migri.dialect.mysql.schema;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks what there is, under settings of its own, so that the session's have no part in the answer. They are put back at the end. */
final class MySqlShowing implements AutoCloseable {
    private final Connection connection;
    private final MySqlServer server;
    private final String database;
    private final String before;

    private MySqlShowing(Connection connection, MySqlServer server, String database, String before) {
        this.connection = connection;
        this.server = server;
        this.database = database;
        this.before = before;
    }

    static MySqlShowing of(Connection connection, MySqlServer server, String database) throws SQLException {
        List<String> settings = rows(
                        connection,
                        "select @@session.sql_mode, @@session.sql_quote_show_create, @@session.sql_select_limit,"
                                + " @@session.character_set_results")
                .get(0);
        MySqlConnection.execute(
                connection,
                "set session sql_mode = '', session sql_quote_show_create = 1, session sql_select_limit = default,"
                        + " session character_set_results = utf8mb4");
        String results = settings.get(3);
        return new MySqlShowing(
                connection,
                server,
                database,
                "set session sql_mode = " + MySqlText.literal(settings.get(0)) + ", session sql_quote_show_create = "
                        + settings.get(1) + ", session sql_select_limit = " + settings.get(2)
                        + ", session character_set_results = " + (results.isEmpty() ? "null" : results));
    }

    List<List<String>> rows(String query) throws SQLException {
        return rows(connection, query);
    }

    /** The database, as a text in a query. */
    String schema() {
        return MySqlText.literal(database);
    }

    /** What {@code SHOW CREATE} says; empty where this user may not see it. */
    Optional<MySqlShownText> created(String kind, String name) throws SQLException {
        String query = "show create " + kind + ' ' + MySqlText.identifier(database, name);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            String mode = "";
            String shown = null;
            ResultSetMetaData columns = row.getMetaData();
            if (row.next()) {
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String label = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
                    mode = label.equals("sql_mode") ? row.getString(i) : mode;
                    shown = label.startsWith("create ") || label.equals("sql original statement")
                            ? row.getString(i)
                            : shown;
                }
            }
            return shown == null ? Optional.empty() : Optional.of(MySqlShownText.of(shown, mode, server, database));
        } catch (SQLException refused) {
            if (!connection.isValid(1)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() throws SQLException {
        MySqlConnection.execute(connection, before);
    }

    private static List<List<String>> rows(Connection connection, String query) throws SQLException {
        List<List<String>> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String value = rows.getString(i);
                    row.add(value == null ? "" : value);
                }
                found.add(row);
            }
        }
        return found;
    }
}
