package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.MigrationFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** An open connection of the application, with habits of its own, which Migri borrows. */
class LentConnectionTest {
    @TempDir
    private Path path;

    @ForEachDatabase
    void isTheSameAfterwards(Database database) throws Exception {
        Engine engine = database.engine();
        Directory directory = new Directory(path)
                .file("0001_a.sql", "CREATE TABLE a (id int);")
                .file("0002_b.sql", Directory.restless(engine));
        try (Connection connection = database.connect()) {
            setUp(connection, engine);
            Map<String, String> before = SessionFacts.of(connection, engine);
            Migri migri = Migri.builder()
                    .connection(connection)
                    .directory(directory.path())
                    .build();
            migri.dryRun();
            assertEquals(before, SessionFacts.of(connection, engine), "after a dry run");
            assertEquals(2, migri.migrate().applied().size());
            assertEquals(before, SessionFacts.of(connection, engine), "after a run");
            assertTrue(migri.check().isCurrent());
            migri.history().status();
            assertEquals(before, SessionFacts.of(connection, engine), "after looking");
            directory.file(
                    "0003_c.sql", String.join("\n", Directory.restless(engine)), "INSERT INTO missing VALUES (1);");
            assertThrows(MigrationFailedException.class, migri::migrate);
            assertEquals(before, SessionFacts.of(connection, engine), "after a failure");
            assertFalse(connection.isClosed());
        }
    }

    /** Nothing of this is what a new connection has. */
    private static void setUp(Connection connection, Engine engine) throws SQLException {
        List<String> statements =
                switch (engine) {
                    case POSTGRESQL ->
                        List.of(
                                "CREATE SCHEMA app",
                                "SET search_path = app, public",
                                "SET lock_timeout = '9s'",
                                "SET work_mem = '5MB'");
                    case MYSQL, MARIADB ->
                        List.of(
                                "SET SESSION sql_mode = 'PIPES_AS_CONCAT'",
                                "SET SESSION lock_wait_timeout = 9",
                                "SET time_zone = '+05:00'");
                    case SQLITE -> List.of("PRAGMA recursive_triggers = ON", "PRAGMA busy_timeout = 99");
                };
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
