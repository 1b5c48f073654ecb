package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases that a build left half done whose notes had no number of their form yet. The notes are those that it wrote; in one of them a
 * statement is in doubt.
 */
class EarlierJournalIT {
    @TempDir
    private Path directory;

    @ForEachDatabase
    void whatAnEarlierBuildBeganIsFinished(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory);
        leftHalfDone(database);

        migrations
                .file("0001_half", script(database, "INSERT INTO half (n) VALUES (4);"))
                .migrate(database);

        assertEquals(List.of("1", "2", "3", "4"), rows(database, "SELECT n FROM half ORDER BY n"));
        assertEquals(List.of("0001_half"), applied(database));
        assertEquals(List.of("0"), rows(database, "SELECT count(*) FROM migri_journal"));
    }

    @ForEachDatabase
    void whatItDidAndIsChangedNowIsRefused(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory);
        leftHalfDone(database);
        String[] script = script(database, "INSERT INTO half (n) VALUES (4);");
        script[2] = "INSERT INTO half VALUES (7);";
        migrations.file("0001_half", script);

        MigriException refusal = assertThrows(MigriException.class, () -> migrations.migrate(database));

        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertTrue(refusal.getMessage().contains("statement 3 was changed"), refusal::getMessage);
        assertEquals(List.of("1", "2"), rows(database, "SELECT n FROM half ORDER BY n"));
    }

    private static String[] script(Database database, String last) {
        boolean begins = database.engine() == Engine.MYSQL || database.engine() == Engine.MARIADB;
        return new String[] {
            "CREATE TABLE half (n int);",
            begins ? "START TRANSACTION;" : "BEGIN;",
            "INSERT INTO half VALUES (1);",
            "COMMIT;",
            "INSERT INTO half VALUES (2);",
            switch (database.engine()) {
                case POSTGRESQL -> "VACUUM half;";
                case MYSQL, MARIADB -> "ALTER TABLE half ADD COLUMN m int;";
                case SQLITE -> "VACUUM;";
            },
            "INSERT INTO half (n) VALUES (3);",
            last
        };
    }

    private static void leftHalfDone(Database database) throws IOException, SQLException {
        String name =
                switch (database.engine()) {
                    case POSTGRESQL -> "postgresql";
                    case MYSQL, MARIADB -> "mysql";
                    case SQLITE -> "sqlite";
                };
        try (InputStream text = EarlierJournalIT.class.getResourceAsStream("/earlier/" + name + ".sql");
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> lines = new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (String line : lines) {
                statement.execute(line.substring(0, line.length() - 1));
            }
        }
    }
}
