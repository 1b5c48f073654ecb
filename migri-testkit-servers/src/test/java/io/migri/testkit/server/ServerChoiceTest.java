package io.migri.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which server a test run gets, as decided in processes with another environment than this one. */
final class ServerChoiceTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path directory;

    ServerChoiceTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void isTheOneInTheEnvironment() throws Exception {
        try (LocalServer server = Servers.local(WantedServer.of(Engine.POSTGRESQL), false);
                Database database = server.create()) {
            ProcessResult result = choose(Map.of(
                    "MIGRI_TEST_POSTGRESQL_URL",
                    "jdbc:postgresql://127.0.0.1:" + database.port()
                            + "/postgres?user=postgres&password=migri%2Dtest"));
            assertEquals("MIGRI_TEST_POSTGRESQL_URL\n", result.outputText(), result::toString);
        }
    }

    @Test
    void isTheOneAtTheUrlOfASystemProperty() throws Exception {
        ProcessResult result = choose(
                Map.of(), "-Dmigri.test.postgresql=jdbc:postgresql://127.0.0.1:1/postgres?user=postgres&password=x");
        assertNotEquals(0, result.exitCode());
        assertTrue(
                result.errorText().contains("no POSTGRESQL server to test against; set migri.test.postgresql"),
                result::toString);
        assertTrue(result.errorText().contains("127.0.0.1:1 refused"), result::toString);
    }

    @Test
    void isNoOtherThanTheVersionThatASystemPropertyNames() throws Exception {
        ProcessResult result = choose(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"), "-Dmigri.test.postgresql=9.6");
        assertNotEquals(0, result.exitCode());
        assertTrue(result.errorText().contains("run Maven with -Dmigri.test.postgresql=9.6"), result::toString);
    }

    @Test
    void isNoOtherWhereTheOneInTheEnvironmentIsBroken() throws Exception {
        ProcessResult result = choose(
                Map.of("MIGRI_TEST_POSTGRESQL_URL", "jdbc:postgresql://127.0.0.1:1/postgres?user=postgres&password=x"));
        assertNotEquals(0, result.exitCode());
        assertTrue(result.errorText().contains("no POSTGRESQL server to test against"), result::toString);
        assertTrue(result.errorText().contains("127.0.0.1:1 refused"), result::toString);
        assertEquals("", result.outputText());
    }

    @Test
    void failsWithEachReasonWhereNoneWorks() throws Exception {
        Path notADirectory = Files.createFile(directory.resolve("file"));
        ProcessResult result =
                choose(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1", "MIGRI_TEST_CACHE", notADirectory.toString()));
        assertNotEquals(0, result.exitCode());
        assertTrue(result.errorText().contains("- no Docker engine answers"), result::toString);
        assertTrue(result.errorText().contains(notADirectory.toString()), result::toString);
    }

    /** Something that accepts connections and says nothing. */
    @Test
    void doesNotWaitLongForADockerEngineThatHangs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            try (ChildProcess child = start(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + silent.getLocalPort()))) {
                child.awaitOutput("local postgresql-", Duration.ofSeconds(60));
            }
        }
    }

    private static ProcessResult choose(Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        try (ChildProcess child = start(environment, options)) {
            return child.result(LIMIT);
        }
    }

    private static ChildProcess start(Map<String, String> environment, String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                ChildProcess.classPath(),
                ServerChoiceProgram.class.getName());
        builder.command().addAll(1, List.of(options));
        builder.environment().remove("MIGRI_TEST_POSTGRESQL_URL");
        builder.environment().putAll(environment);
        return ChildProcess.start(builder);
    }
}
