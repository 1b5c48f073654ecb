package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigrationReport;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dry run leaves an SQLite database as it was, to the byte. */
class SqliteDryRunIT {
    private final Database database;
    private final Path directory;
    private final Path file;
    private final Migrations migrations;

    SqliteDryRunIT(@TestDatabase(Engine.SQLITE) Database database, @TempDir Path directory) throws Exception {
        this.database = database;
        this.directory = directory;
        this.file = Path.of(database.name());
        this.migrations = Migrations.withKeep(directory);
    }

    @Test
    void makesNoDatabase() throws Exception {
        assertEquals(1, dryRun().results().size());
        assertTrue(Files.notExists(file));
        assertEquals(0, migrations.launcher(database).run("--dry-run").exitCode());
        assertTrue(Files.notExists(file));
    }

    @Test
    void leavesAnEmptyFileEmpty() throws Exception {
        Files.createFile(file);
        assertEquals(1, dryRun().results().size());
        assertEquals(0, Files.size(file));
        migrations.migrate(database);
        assertEquals(List.of("1"), rows(database, "SELECT id FROM keep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void leavesEveryByte(String mode) throws Exception {
        database.execute("PRAGMA journal_mode = " + mode, "CREATE TABLE a (b)", "INSERT INTO a VALUES (1)");
        migrations.file(
                "0002_all",
                "INSERT INTO a VALUES (2);",
                "VACUUM;",
                "PRAGMA journal_mode=" + (mode.equals("wal") ? "delete;" : "wal;"),
                "DROP TABLE a;");
        Map<String, byte[]> before = files();
        assertEquals(2, dryRun().results().size());
        assertSame(before, files());
    }

    /** As a killed program leaves it. */
    @Test
    void readsALogThatWasLeftBehindAndLeavesIt() throws Exception {
        leaveALog();
        migrations.file(
                "0002_seen", "INSERT INTO keep SELECT 1 / (count(*) = 1) FROM a;", "SELECT b / (b = 1) FROM a;");
        Map<String, byte[]> before = files();
        assertTrue(before.get("test.db-wal").length > 0);
        assertEquals(2, dryRun().results().size());
        Map<String, byte[]> after = files();
        after.remove("test.db-shm");
        assertSame(before, after);
        migrations.file("0002_seen", "INSERT INTO a VALUES (2);").migrate(database);
        assertEquals(List.of("1", "2"), rows(database, "SELECT b FROM a"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAKilledOneLeftIsRemovedByTheNextRun(boolean dry) throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path foreign = Files.createDirectory(temporary.resolve("migri-rehearsal-of-mine"));
        Files.writeString(foreign.resolve("rehearsal.db"), "mine");
        try (ChildProcess killed = slowDryRun(temporary)) {
            killed.kill9();
            killed.result(Launcher.LIMIT);
        }
        assertEquals(2, list(temporary).size());
        Launcher launcher = migrations.file("0002_slow", "SELECT 1;").launcher(database);
        ProcessBuilder command = dry ? launcher.command("--dry-run") : launcher.command();
        try (ChildProcess next = ChildProcess.start(in(temporary, command))) {
            assertEquals(0, next.result(Launcher.LIMIT).exitCode());
        }
        assertEquals(List.of(foreign), list(temporary));
        assertEquals("mine", Files.readString(foreign.resolve("rehearsal.db")));
    }

    /** The one that is still at it notices nothing. */
    @Test
    void anotherRunLeavesTheCopyOfALivingOne() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (ChildProcess living = slowDryRun(temporary)) {
            List<Path> copies = list(temporary);
            Database other = database.named(directory.resolve("other.db").toString());
            try (ChildProcess next = ChildProcess.start(in(
                    temporary,
                    Migrations.withKeep(Files.createDirectory(directory.resolve("others")))
                            .launcher(other)
                            .command("--dry-run")))) {
                assertEquals(0, next.result(Launcher.LIMIT).exitCode());
            }
            assertEquals(copies, list(temporary));
            assertTrue(living.running());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void oneThatIsStoppedRemovesItsCopyAtOnce(String signal) throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (ChildProcess stopped = slowDryRun(temporary)) {
            assertEquals(1, list(temporary).size());
            stopped.signal(signal);
            int exit = stopped.result(Launcher.LIMIT).exitCode();
            assertEquals(signal.equals("INT") ? 130 : 143, exit);
        }
        assertEquals(List.of(), list(temporary));
        assertTrue(Files.notExists(file));
    }

    private ChildProcess slowDryRun(Path temporary) throws Exception {
        migrations.file(
                "0002_slow",
                "SELECT count(*) FROM (WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 10000000000)"
                        + " SELECT x FROM n);");
        ChildProcess process =
                ChildProcess.start(in(temporary, migrations.launcher(database).command("--dry-run")));
        process.awaitOutput("0001_keep...ok\n", Launcher.LIMIT);
        return process;
    }

    private static ProcessBuilder in(Path temporary, ProcessBuilder command) {
        command.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        return command;
    }

    private static List<Path> list(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("migri-rehearsal-"))
                    .toList();
        }
    }

    private void leaveALog() throws Exception {
        Path other = directory.resolve("other.db");
        try (Connection connection = database.named(other.toString()).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = wal");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            statement.execute("CREATE TABLE a (b)");
            statement.execute("INSERT INTO a VALUES (1)");
            Files.copy(other, file);
            Files.copy(directory.resolve("other.db-wal"), Path.of(file + "-wal"));
        }
    }

    private MigrationReport dryRun() {
        return migrations.on(database).build().dryRun();
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path one : files.toList()) {
                found.put(String.valueOf(one.getFileName()), Files.readAllBytes(one));
            }
        }
        return found;
    }

    private static void assertSame(Map<String, byte[]> before, Map<String, byte[]> after) {
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
    }
}
