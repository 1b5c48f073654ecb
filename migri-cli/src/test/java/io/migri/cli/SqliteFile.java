package io.migri.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into an SQLite file, or changes it, beside all commands. */
final class SqliteFile {

    private SqliteFile() {}

    static void execute(Path file, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement executing = connection.createStatement()) {
            executing.execute(statement);
        }
    }
}
