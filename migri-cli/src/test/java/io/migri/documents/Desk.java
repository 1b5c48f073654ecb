package io.migri.documents;

import static io.migri.architecture.Sources.root;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A directory in which a person works on a terminal, with the built distribution on the path and nothing else of this machine. */
final class Desk {
    private static final long PATIENCE_SECONDS = 120;

    private final Path directory;
    private final int columns;

    Desk(Path directory, int columns) {
        this.directory = directory;
        this.columns = columns;
    }

    /** Writes a file, and the directories above it. */
    Desk file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        return this;
    }

    /** What the terminal shows when {@code command} has ended. */
    List<List<Shown>> type(String command) throws IOException, InterruptedException {
        String home = System.getProperty("migri.distribution");
        assertTrue(home != null, "run by `mvn verify`, which says where the distribution is");
        ProcessBuilder builder = new ProcessBuilder(
                        "python3",
                        root().resolve("migri-cli/src/test/resources/io/migri/documents/terminal.py")
                                .toString(),
                        Integer.toString(columns),
                        "bash",
                        "-c",
                        command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        String path = environment.get("PATH");
        // JAVA_HOME may lead to what starts the JVM of the tests, which takes settings away
        String java = System.getProperty("java.home");
        environment.clear();
        environment.put("PATH", Path.of(String.valueOf(home), "bin") + ":" + path);
        environment.put("JAVA_HOME", java);
        environment.put("HOME", directory.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TERM", "xterm");
        environment.put("MIGRI_ARCHIVE", "no");
        Process process = builder.start();
        process.getOutputStream().close();
        String written = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), command);
        return Screen.of(written);
    }
}
