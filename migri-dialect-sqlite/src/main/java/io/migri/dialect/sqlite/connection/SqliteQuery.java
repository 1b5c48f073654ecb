package io.migri.dialect.sqlite.connection;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConnection;

/** Small questions to a database. */
public final class SqliteQuery {
    private SqliteQuery() {}

    /** The rows of {@code query}. */
    public static <T> List<T> rows(SQLiteConnection connection, Row<T> row, String query, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(row.of(found));
                }
            }
            return rows;
        }
    }

    /** Whether {@code query} has a row. */
    public static boolean any(SQLiteConnection connection, String query, Object... values) throws SQLException {
        return !rows(connection, row -> true, query, values).isEmpty();
    }

    /** The first column of the first row of {@code query}, which must have one. */
    public static String text(SQLiteConnection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What is taken from a row. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
