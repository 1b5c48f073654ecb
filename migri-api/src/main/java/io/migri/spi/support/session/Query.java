package io.migri.spi.support.session;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Asks the server for one value, over plain JDBC. */
public record Query(Connection connection) {
    public Query {
        requireNonNull(connection, "connection");
    }

    /** The first column of the first row; empty where there is none, or null in it. */
    public Optional<String> text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}
