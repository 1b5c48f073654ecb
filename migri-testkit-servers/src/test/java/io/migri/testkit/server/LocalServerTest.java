package io.migri.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.program.PostgresqlInstallation;
import io.migri.testkit.server.program.ServerCache;
import io.migri.testkit.server.program.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only of servers that run on this machine, whatever else there is. */
final class LocalServerTest {

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
    void comesBackAfterBeingKilledWithWhatWasCommitted(Engine engine) throws Exception {
        try (LocalServer server = LocalServerProgram.start(engine)) {
            Database database = server.create();
            database.execute("CREATE TABLE animal (id integer PRIMARY KEY)", "INSERT INTO animal VALUES (1)");
            insertAndLose(database, server::kill9);
            server.restart();
            assertEquals("1", ServersTest.text(database, "SELECT count(*) FROM animal"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
    void shutsDownWithoutWaitingForItsClients(Engine engine) throws Exception {
        try (LocalServer server = LocalServerProgram.start(engine)) {
            Database database = server.create();
            database.execute("CREATE TABLE animal (id integer PRIMARY KEY)", "INSERT INTO animal VALUES (1)");
            insertAndLose(database, server::shutDown);
            Database next = server.create();
            assertEquals("1", ServersTest.text(database, "SELECT count(*) FROM animal"));
            next.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
    void leavesNothingBehindWhenTheJvmIsKilled(Engine engine) throws Exception {
        try (ChildProcess child = ChildProcess.java(LocalServerProgram.class, engine.name())) {
            child.awaitOutput("ready\n", Duration.ofMinutes(3));
            List<String> words = child.output().lines().toList();
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(words.get(0))).orElseThrow();
            List<ProcessHandle> processes = new ArrayList<>(server.children().toList());
            processes.add(server);
            child.kill9();
            assertGone(processes, Path.of(words.get(1)));
        }
    }

    /** Only root can become nobody; others are what they have to be already. */
    @Test
    void runsPostgresqlAsNobodyWhereNamespacesAreForbidden(@TempDir Path directory) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        ServerCache cache = new ServerCache(directory);
        Unprivileged way =
                Unprivileged.ofThisMachine() == Unprivileged.ALREADY ? Unprivileged.ALREADY : Unprivileged.NOBODY;
        try (LocalServer server =
                        new LocalServer(Engine.POSTGRESQL, PostgresqlInstallation.in(cache, way, "18"), cache);
                Database database = server.create()) {
            assertEquals("1", ServersTest.text(database, "SELECT 1"));
        }
    }

    private static void assertGone(List<ProcessHandle> processes, Path data) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while ((Files.exists(data) || runs(processes)) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertFalse(Files.exists(data), "the data outlived the JVM");
        assertFalse(runs(processes), "a process outlived the JVM");
    }

    /** One that has ended and that nobody has asked about still has an entry. */
    private static boolean runs(List<ProcessHandle> processes) throws IOException {
        for (ProcessHandle process : processes) {
            try {
                String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
                if (!status.contains("State:\tZ")) {
                    return true;
                }
            } catch (NoSuchFileException gone) {
                // as it should be
            }
        }
        return false;
    }

    private static void insertAndLose(Database database, Fault fault) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO animal VALUES (2)");
            fault.happen();
            SQLException failure =
                    assertThrows(SQLException.class, () -> statement.execute("INSERT INTO animal VALUES (3)"));
            assertTrue(
                    failure.getSQLState().startsWith("08")
                            || failure.getSQLState().startsWith("57"),
                    failure::getSQLState);
        }
    }

    /** What is done to a server. */
    private interface Fault {
        void happen() throws Exception;
    }
}
