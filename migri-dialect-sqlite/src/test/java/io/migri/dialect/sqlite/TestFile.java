package io.migri.dialect.sqlite;

import io.migri.api.ConnectionConfig;
import io.migri.spi.DialectSession;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** An open database in a file. */
public record TestFile(Path path, Connection connection, DialectSession session) implements AutoCloseable {

    public static TestFile open(Path path) throws SQLException {
        return open(path, Map.of());
    }

    public static TestFile open(Path path, Map<String, String> properties) throws SQLException {
        SqliteDialect dialect = new SqliteDialect();
        ConnectionConfig config =
                ConnectionConfig.builder(path.toString()).properties(properties).build();
        Connection connection = dialect.connect(config);
        return new TestFile(path, connection, dialect.session(connection));
    }

    public void execute(String... statements) throws SQLException {
        session.wire().execute(List.of(statements));
    }

    /** All rows of {@code query}, values apart by a space, rows by a semicolon. */
    public String rows(String query) throws SQLException {
        return rows(connection, query);
    }

    public static String rows(Connection connection, String query) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                text.append(text.isEmpty() ? "" : "; ");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    text.append(i == 1 ? "" : " ").append(rows.getString(i));
                }
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
