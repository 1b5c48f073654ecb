package io.migri.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
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
            child.kill9();
            List<String> words =
                    child.result(Duration.ofSeconds(10)).outputText().lines().toList();
            assertGone(ProcessHandle.of(Long.parseLong(words.get(0))).orElseThrow(), Path.of(words.get(1)));
        }
    }

    private static void assertGone(ProcessHandle server, Path data) throws Exception {
        List<ProcessHandle> children = server.children().toList();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while ((server.isAlive() || Files.exists(data)) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertFalse(server.isAlive(), "the server outlived the JVM");
        assertFalse(Files.exists(data), "the data outlived the JVM");
        assertFalse(children.stream().anyMatch(ProcessHandle::isAlive), "a child outlived the JVM");
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
