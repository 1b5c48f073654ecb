package io.migri.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about the history while somebody else works on it. */
class LockedHistoryIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Shell two(Database database) throws Exception {
        Shell shell = new Shell(directory, database)
                .file("0001_a.sql", "CREATE TABLE a (id int);\n")
                .file("0002_b.sql", "CREATE TABLE b (id int);\n");
        shell.migri("migrate").exits(0);
        return shell.file("0002_b.sql", "CREATE TABLE b (id bigint);\n").file("0003_c.sql", "SELECT 1;\n");
    }

    @ForEachDatabase
    @SuppressWarnings("try") // the lock is held and not asked
    void aSignalEndsTheWaitAndLeavesTheHistoryAsItWas(Database database) throws Exception {
        Shell shell = two(database);
        List<String> before = history(database);
        try (Connection other = locked(database)) {
            stopped(shell, "INT", 130, "status");
            for (String[] command : List.of(
                    new String[] {"validate"},
                    new String[] {"show", "0001_a"},
                    new String[] {"repair"},
                    new String[] {"mark", "0003_c"},
                    new String[] {"unmark", "0001_a"},
                    new String[] {"baseline", "--to", "0003_c"})) {
                stopped(shell, "TERM", 143, command);
            }
            stoppedWithDocument(shell);
        }
        assertEquals(before, history(database));
        shell.migri("mark", "0003_c").exits(0);
    }

    /** Its document gives the same advice. */
    private static void stoppedWithDocument(Shell shell) throws Exception {
        try (ChildProcess process = shell.start("status", "--output", "json")) {
            awaitWaiting(shell.database(), process);
            process.signal("TERM");
            Shell.end(process)
                    .exits(143)
                    .says("\"code\":\"interrupted\"", "\"help\":\"nothing was changed; run `migri status` again\"")
                    .complains("error: interrupted");
        }
    }

    private static void stopped(Shell shell, String signal, int status, String... command) throws Exception {
        try (ChildProcess process = shell.start(command)) {
            awaitWaiting(shell.database(), process);
            process.signal(signal);
            Shell.end(process)
                    .exits(status)
                    .prints()
                    .complains("error: interrupted", "nothing was changed", "help: ")
                    .complains("again");
        }
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void whoHasLockedTheHistoryIsNamedInTheEnd(Database database) throws Exception {
        Shell shell = two(database);
        try (Connection other = locked(database)) {
            String process = "server process " + text(other, "SELECT pg_backend_pid()");
            for (String command : List.of("status", "validate", "migrate")) {
                shell.migri(command, "--lock-wait", "1s")
                        .exits(5)
                        .prints()
                        .complains(
                                "the history table applied_migration cannot be read, because somebody has locked it: "
                                        + process,
                                "gave up after 1.0 s",
                                "--lock-wait");
            }
        }
        shell.migri("status", "--lock-wait", "1s").exits(0).complains(" applied");
    }

    /** The journal is read where something is pending, and the text where a file was changed. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void whatElseIsRecordedIsWaitedForNoLonger(Database database) throws Exception {
        Shell shell = two(database).file("0004_d.sql", "CREATE INDEX CONCURRENTLY d ON a (id);\n");
        shell.migri("migrate").exits(0);
        shell.file("0005_e.sql", "SELECT 1;\n");
        try (Connection other = locked(database, "migri_journal")) {
            String process = "server process " + text(other, "SELECT pg_backend_pid()");
            for (String command : List.of("status", "migrate")) {
                shell.migri(command, "--lock-wait", "1s")
                        .exits(5)
                        .complains(
                                "the journal migri_journal cannot be read, because somebody has locked it: " + process);
            }
        }
        try (Connection other = locked(database, "migri_source")) {
            String process = "server process " + text(other, "SELECT pg_backend_pid()");
            shell.migri("validate", "--lock-wait", "1s")
                    .exits(5)
                    .complains(
                            "the recorded text of 0002_b cannot be read, because somebody has locked it: " + process);
        }
        shell.migri("migrate").exits(0);
    }

    /** Nobody is named without the performance schema, and a minute is waited then. */
    @Test
    void mysqlWaitsForTheJournalNoLonger(
            @TestDatabase(value = Engine.MYSQL, performanceSchema = true) Database database) throws Exception {
        Shell shell = two(database);
        shell.migri("migrate").exits(0);
        shell.file("0005_e.sql", "SELECT 1;\n");
        try (Connection other = locked(database, "migri_journal")) {
            shell.migri("migrate", "--lock-wait", "1s")
                    .exits(5)
                    .complains("the journal migri_journal cannot be read, because somebody has locked it: connection "
                            + text(other, "SELECT connection_id()"));
        }
        shell.migri("migrate").exits(0);
    }

    @Test
    void mysqlNamesWhoHasLockedTheHistoryWhereItTellsOfLocksOfDefinitions(
            @TestDatabase(value = Engine.MYSQL, performanceSchema = true) Database database) throws Exception {
        Shell shell = two(database);
        try (Connection other = locked(database)) {
            shell.migri("status", "--lock-wait", "1s")
                    .exits(5)
                    .prints()
                    .complains("somebody has locked it: connection " + text(other, "SELECT connection_id()"));
        }
    }

    /** The other one was quicker between the look at the history and the transaction. */
    @ForEachDatabase(Engine.SQLITE)
    void whatSomebodyElseMarkedMeanwhileIsNotMarkedTwice(Database database) throws Exception {
        Shell shell = two(database);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try (ChildProcess process = shell.start("mark", "0003_c")) {
                awaitWaiting(database, process);
                statement.execute("INSERT INTO applied_migration (date_applied, name) VALUES ('2026-01-01', '0003_c')");
                statement.execute("COMMIT");
                Shell.end(process).exits(0).prints("0003_c is recorded as applied already");
            }
        }
        assertEquals(List.of("0001_a", "0002_b", "0003_c"), names(database));
    }

    @ForEachDatabase
    void twoAtOnceDoNothingTwice(Database database) throws Exception {
        Shell shell = two(database).file("0004_d.sql", "SELECT 1;\n");
        List<ChildProcess> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            all.add(shell.start("mark", "0003_c", "0004_d"));
            all.add(shell.start("repair"));
        }
        String said = "";
        for (ChildProcess process : all) {
            try (ChildProcess ending = process) {
                said += Shell.end(ending).exits(0).output();
            }
        }
        assertEquals(2, said.split(", without running it\n", -1).length - 1, said);
        assertEquals(2, said.split(" is recorded as applied already", -1).length - 1, said);
        assertEquals(2, said.split("accepts the new text of 0002_b|Nothing to do", -1).length - 1, said);
        assertEquals(List.of("0001_a", "0002_b", "0003_c", "0004_d"), names(database));
        shell.migri("validate").exits(0);
    }

    /** A connection that keeps everybody from reading the history, until it is closed. */
    private static Connection locked(Database database) throws SQLException {
        return locked(database, "applied_migration");
    }

    /** On SQLite, from reading anything. */
    private static Connection locked(Database database, String table) throws SQLException {
        Connection other = database.connect();
        try (Statement statement = other.createStatement()) {
            switch (database.engine()) {
                case POSTGRESQL -> {
                    other.setAutoCommit(false);
                    statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
                }
                case MYSQL, MARIADB -> statement.execute("LOCK TABLES " + table + " WRITE");
                case SQLITE -> statement.execute("BEGIN EXCLUSIVE");
            }
        }
        return other;
    }

    /** Waits until {@code process} waits for the lock of somebody else. */
    private static void awaitWaiting(Database database, ChildProcess process) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!waiting(database, process)) {
            assertTrue(process.running() && System.nanoTime() < end, "nobody waits");
            Thread.sleep(50);
        }
        Thread.sleep(200);
        assertTrue(process.running(), "does not wait");
    }

    private static boolean waiting(Database database, ChildProcess process) throws Exception {
        return switch (database.engine()) {
            case POSTGRESQL ->
                !rows(
                                database,
                                "SELECT pid, '' FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND wait_event_type = 'Lock'")
                        .isEmpty();
            case MYSQL, MARIADB ->
                !rows(
                                database,
                                "SELECT id, '' FROM information_schema.processlist WHERE db = DATABASE()"
                                        + " AND state LIKE 'Waiting for %metadata lock'")
                        .isEmpty();
            case SQLITE -> hasOpened(process, Path.of(database.config().database()));
        };
    }

    /** Nobody but the waiting one itself knows that it waits; that it has opened the file can be seen, on Linux. */
    private static boolean hasOpened(ChildProcess process, Path file) throws Exception {
        Path open = Path.of("/proc", Long.toString(process.pid()), "fd");
        if (!Files.isDirectory(open)) {
            Thread.sleep(2000);
            return true;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(open)) {
            for (Path link : links) {
                if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(file.toRealPath())) {
                    return true;
                }
            }
        } catch (NoSuchFileException closedMeanwhile) {
            return false;
        }
        return false;
    }

    private static List<String> history(Database database) throws SQLException {
        return rows(database, "SELECT name, checksum FROM applied_migration ORDER BY name");
    }

    private static List<String> names(Database database) throws SQLException {
        return rows(database, "SELECT name, '' FROM applied_migration ORDER BY name");
    }

    private static List<String> rows(Database database, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1) + rows.getString(2));
            }
        }
        return found;
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
