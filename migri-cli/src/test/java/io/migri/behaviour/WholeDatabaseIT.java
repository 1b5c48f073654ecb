package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.InProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code migri create} and {@code migri drop}. */
class WholeDatabaseIT {
    @TempDir
    private Path directory;

    @ForEachDatabase
    void isCreatedOnceAndDroppedOnce(Database database) {
        Database other = database.named(database.name() + "_whole");
        assertTold(0, "Created the database ", other, "create");
        assertTold(0, "Nothing to do: the database ", other, "create");
        assertTold(0, "Ready: ", other, "wait");
        assertTold(0, "Dropped the database ", other, "drop", "--yes");
        assertTold(0, "Nothing to do: there is no such database ", other, "drop", "--yes");
    }

    @ForEachDatabase
    void aProgramIsToldInADocument(Database database) {
        Database other = database.named(database.name() + "_whole");
        assertDocument("\"created\":true", other, "create");
        assertDocument("\"created\":false", other, "create");
        assertDocument("\"ready\":true", other, "wait");
        assertDocument("\"dropped\":true", other, "drop", "--yes");
        assertDocument("\"dropped\":false", other, "drop", "--yes");
        if (database.engine() != Engine.SQLITE) {
            ProcessResult missing = call(other, "wait", "--timeout", "0s", "--output", "json");
            assertTrue(missing.outputText().contains("\"error\":{\"code\":\""), missing::toString);
        }
    }

    private static void assertDocument(String member, Database database, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--output", "json"));
        ProcessResult result = call(database, arguments.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.outputText().startsWith("{\"target\":{"), result::toString);
        assertTrue(result.outputText().endsWith("," + member + "}\n"), result::toString);
    }

    @ForEachDatabase
    void nothingIsDroppedWhereNobodyCanBeAsked(Database database) {
        ProcessResult refused = call(database, "drop");
        assertEquals(2, refused.exitCode(), refused::toString);
        assertTrue(
                refused.errorText().contains("Missing option '--yes': nobody can be asked here."), refused::toString);
        assertEquals(0, call(database, "wait").exitCode());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void theServersOwnAreNotDropped(Database database) {
        String own = database.engine() == Engine.POSTGRESQL ? "postgres" : "mysql";
        ProcessResult refused = call(database.named(own), "drop", "--yes");
        assertEquals(1, refused.exitCode(), refused::toString);
        assertTrue(refused.errorText().contains("the database " + own + " is the server's own"), refused::toString);
        assertEquals(0, call(database.named(own), "wait").exitCode());
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void nobodyIsThrownOut(Database database) throws Exception {
        try (Connection user = database.connect()) {
            ProcessResult refused = call(database, "drop", "--yes");
            assertEquals(1, refused.exitCode(), refused::toString);
            assertTrue(refused.errorText().contains("is being accessed by other users"), refused::toString);
            assertTrue(user.isValid(10));
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void whoeverMayNotCreateIsToldSo(Database database) throws Exception {
        String password = "s3cret-of-app";
        database.execute(
                database.engine() == Engine.POSTGRESQL
                        ? "CREATE ROLE migri_poor LOGIN PASSWORD '" + password + "'"
                        : "CREATE USER migri_poor IDENTIFIED BY '" + password + "'");
        try {
            Database poor = database.named(database.name() + "_poor").withUser("migri_poor", password);
            ProcessResult refused = call(poor, "create");
            assertEquals(1, refused.exitCode(), refused::toString);
            assertTrue(refused.errorText().toLowerCase(java.util.Locale.ROOT).contains("denied"), refused::toString);
            assertFalse(refused.errorText().contains(password), refused::toString);
        } finally {
            database.execute(database.engine() == Engine.POSTGRESQL ? "DROP ROLE migri_poor" : "DROP USER migri_poor");
        }
    }

    @Test
    void aFileThatIsNoDatabaseStays() throws Exception {
        Path file = directory.resolve("notes.txt");
        Files.writeString(file, "not a database, and longer than a header");
        ProcessResult refused = sqlite(file, "drop", "--yes");
        assertEquals(1, refused.exitCode(), refused::toString);
        assertTrue(refused.errorText().contains("is no SQLite database; nothing was removed"), refused::toString);
        assertTrue(Files.exists(file));
        assertEquals(1, sqlite(directory, "create").exitCode());
    }

    @Test
    void aFileInUseStaysAndAllOfItGoesOnceItIsFree() throws Exception {
        for (String mode : List.of("delete", "wal")) {
            Path file = directory.resolve(mode + ".db");
            try (Connection user = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = user.createStatement()) {
                statement.execute("PRAGMA journal_mode = " + mode);
                statement.execute("CREATE TABLE a (id int)");
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("INSERT INTO a VALUES (1)");
                ProcessResult refused = sqlite(file, "drop", "--yes");
                assertEquals(1, refused.exitCode(), refused::toString);
                assertTrue(refused.errorText().contains("is in use"), refused::toString);
                statement.execute("COMMIT");
            }
            assertEquals(0, sqlite(file, "drop", "--yes").exitCode());
            try (var left = Files.list(directory)) {
                assertEquals(List.of(), left.map(Path::toString).toList());
            }
        }
    }

    @Test
    void aLinkToTheFileStays() throws Exception {
        Path file = directory.resolve("real.db");
        Path link = directory.resolve("link.db");
        assertEquals(0, sqlite(file, "create").exitCode());
        Files.createSymbolicLink(link, file);
        assertEquals(0, sqlite(link, "drop", "--yes").exitCode());
        assertFalse(Files.exists(file));
        assertTrue(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
        assertEquals(0, sqlite(link, "create").exitCode());
        assertTrue(Files.exists(file));
    }

    private static void assertTold(int status, String text, Database database, String... words) {
        ProcessResult result = call(database, words);
        assertEquals(status, result.exitCode(), result::toString);
        assertTrue(result.outputText().startsWith(text), result::toString);
    }

    private static ProcessResult sqlite(Path file, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("-d", "sqlite", "-n", file.toString()));
        return InProcess.run(Map.of(), arguments);
    }

    private static ProcessResult call(Database database, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("-d", database.engine().dialect(), "-n", database.name()));
        if (database.engine() == Engine.SQLITE) {
            return InProcess.run(Map.of(), arguments);
        }
        arguments.addAll(
                List.of("-h", database.host(), "-p", Integer.toString(database.port()), "-u", database.user()));
        database.config()
                .properties()
                .forEach((key, value) -> arguments.addAll(List.of("--db-property", key + "=" + value)));
        return InProcess.run(Map.of("DB_PASS", database.password()), arguments);
    }
}
