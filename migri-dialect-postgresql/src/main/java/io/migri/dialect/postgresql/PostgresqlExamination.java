package io.migri.dialect.postgresql;

import io.migri.spi.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks whether a user can keep a history and change the schema. */
final class PostgresqlExamination {
    private static final String QUERY = """
            select current_user, current_schema(), pg_is_in_recovery(),
                   has_schema_privilege(current_schema(), 'create'),
                   to_regclass(?)::text,
                   has_table_privilege(to_regclass(?), 'select') and has_table_privilege(to_regclass(?), 'insert')
            """;

    private PostgresqlExamination() {}

    static List<Finding> of(Connection connection, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            for (int i = 1; i <= 3; i++) {
                query.setString(i, table);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return List.of(user(row), history(row, table));
            }
        }
    }

    static PostgresqlServer server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + PostgresqlServer.COLUMNS)) {
            row.next();
            return new PostgresqlServer(row.getString(1), row.getString(2));
        }
    }

    private static Finding user(ResultSet row) throws SQLException {
        String user = row.getString(1);
        @Nullable String schema = row.getString(2);
        if (row.getBoolean(3)) {
            return Finding.problem(
                    "privileges", "the server is a standby and takes no writes", "connect to the primary");
        }
        if (schema == null) {
            return Finding.problem(
                    "privileges", "no schema of the search_path exists", "create one, or name it with --db-schema");
        }
        return row.getBoolean(4)
                ? Finding.ok("privileges", user + " can create in the schema " + schema)
                : Finding.problem(
                        "privileges",
                        user + " cannot create in the schema " + schema,
                        "grant create on schema \"" + schema + "\" to \"" + user + "\"");
    }

    private static Finding history(ResultSet row, String table) throws SQLException {
        if (row.getString(5) == null) {
            return Finding.ok("history", "no table " + table + " yet; the first run makes it");
        }
        return row.getBoolean(6)
                ? Finding.ok("history", "the table " + row.getString(5) + " can be read and written")
                : Finding.problem(
                        "history",
                        row.getString(1) + " cannot read and write the table " + row.getString(5),
                        "grant select, insert on " + row.getString(5) + " to \"" + row.getString(1) + "\"");
    }
}
