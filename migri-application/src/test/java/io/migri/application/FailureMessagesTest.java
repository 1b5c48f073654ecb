package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** What an application finds in its log when Migri throws. */
class FailureMessagesTest {
    @TempDir
    private Path path;

    @ForEachDatabase(Engine.POSTGRESQL)
    void aStatementThatIsWrong(Database database) throws Exception {
        new Directory(path)
                .file("0001_initial.sql", "CREATE TABLE account (id int);")
                .file(
                        "0002_accounts.sql",
                        "-- the first",
                        "INSERT INTO account VALUES (1);",
                        "  INSERT INTO acount VALUES (2);");
        String message = failure(database).getMessage();
        String file = path.resolve("0002_accounts.sql").toString();
        assertEquals(
                "0002_accounts failed at " + file + ":3:15: relation \"acount\" does not exist\n"
                        + "    statement 2 of 2: INSERT INTO acount VALUES (2);\n"
                        + "    database: rolled back, nothing of 0002_accounts is in it; 0001_initial stays applied"
                        + " (postgresql 18.6)\n"
                        + "    help: fix the file and run `Migri.migrate()` again",
                message.replaceAll("postgresql [0-9.]+", "postgresql 18.6"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aMigrationThatStaysInPart(Database database) throws Exception {
        new Directory(path)
                .file(
                        "0001_two.sql",
                        "CREATE TABLE a (id int);",
                        "CREATE TABLE b (id int);",
                        "INSERT INTO c VALUES (1);");
        String message = failure(database).getMessage();
        assertTrue(message.contains("0001_two.sql:3:"), message);
        assertTrue(message.contains("\n    statement 3 of 3: INSERT INTO c VALUES (1);\n"), message);
        assertTrue(message.contains("\n    database: a part of 0001_two is in it: statements 1 to 2 stay ("), message);
        assertTrue(message.contains("`Migri.migrate()`"), message);
        assertTrue(message.contains("`History.repair("), message);
        noCommands(message);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void aPlaceIsThatInTheFileWhateverItsFormAndWherever(Database database) throws Exception {
        String sql = "\ufeffSELECT 1;\r\n\tSELECT 'é' ||\r\n  nowhere;\r\n";
        Files.createDirectories(path.resolve("db"));
        Files.write(path.resolve("db/0001_bom.sql"), sql.getBytes(StandardCharsets.UTF_8));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {path.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            Migri migri = Migri.builder()
                    .target(database.config())
                    .location("classpath:db")
                    .build();
            String message =
                    assertThrows(MigrationFailedException.class, migri::migrate).getMessage();
            assertTrue(message.contains("0001_bom.sql:3:3: "), message);
            assertTrue(message.contains("\n    statement 2 of 2: nowhere;\n"), message);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void aMigrationInPython(Database database) throws Exception {
        new Directory(path)
                .file(
                        "0001_people.py",
                        "async def migrate(conn):",
                        "    await conn.execute(\"\"\"",
                        "        INSERT INTO people",
                        "        VALUES (1)",
                        "    \"\"\")",
                        "    return True");
        String message = failure(database).getMessage();
        assertTrue(message.startsWith("0001_people failed at " + path.resolve("0001_people.py") + ":2:"), message);
        assertTrue(message.contains("\n    database: rolled back, nothing of 0001_people is in it"), message);
        noCommands(message);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void anotherRunThatHoldsTheLock(Database database) throws Exception {
        new Directory(path)
                .file("0001_slow.sql", database.engine() == Engine.POSTGRESQL ? "SELECT pg_sleep(4);" : "DO SLEEP(4);");
        Migri migri = Migri.builder()
                .target(database.config())
                .directory(path)
                .lockWait(Duration.ofMillis(300))
                .build();
        Thread first = new Thread(migri::migrate);
        first.start();
        try {
            MigriException refusal = refusal(migri);
            String message = refusal.getMessage();
            assertTrue(message.contains("Migri.Builder.lockWait"), message);
            noCommands(message);
        } finally {
            first.join();
        }
    }

    /** As soon as the other run is at work. */
    private static MigriException refusal(Migri migri) throws InterruptedException {
        while (migri.lockHolder().isEmpty()) {
            Thread.sleep(20);
        }
        return assertThrows(MigriException.class, migri::migrate);
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aServersWordsCannotPassForALineOfTheLog(Database database) throws Exception {
        new Directory(path)
                .file(
                        "0001_forged.sql",
                        "DO $$ BEGIN RAISE EXCEPTION E'no\\n2026-01-01 ERROR forged\\u001b[2J' USING DETAIL = E'a\\r\\nb'; END $$;");
        String message = failure(database).getMessage();
        assertTrue(message.contains("no\n      2026-01-01 ERROR forged\\u001b[2J\n"), message);
        assertTrue(message.contains("\n    detail: a\n      b\n"), message);
        assertTrue(message.lines().skip(1).allMatch(line -> line.startsWith("    ")), message);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aPasswordIsNowhere(Database database) throws Exception {
        new Directory(path).file("0001_a.sql", "SELECT nowhere;");
        Migri migri = Migri.builder()
                .target(database.withUser("nobody-of-that-name", "correct-horse")
                        .config())
                .directory(path)
                .build();
        String message = assertThrows(MigriException.class, migri::migrate).getMessage();
        assertFalse(message.contains("correct-horse"), message);
        assertTrue(message.contains("\n    help: check the user and the password"), message);
    }

    private MigrationFailedException failure(Database database) throws IOException {
        Migri migri = Migri.builder().target(database.config()).directory(path).build();
        return assertThrows(MigrationFailedException.class, migri::migrate);
    }

    private static void noCommands(String message) {
        assertFalse(message.contains("--"), message);
        assertFalse(message.contains("`migri "), message);
    }
}
