package io.migri.python.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.spi.file.PrivateFolder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program to run to its end, in the user's environment without what opens databases or changes what Python is.
 *
 * @param additions to the environment
 */
public record Program(List<String> command, Map<String, String> additions) {

    public Program {
        command = List.copyOf(command);
        additions = Map.copyOf(additions);
    }

    public static Program of(String... command) {
        return new Program(List.of(command), Map.of());
    }

    /** Runs it; what it takes longer than {@code limit} for is not waited for. */
    public Ended run(Duration limit) throws IOException {
        PrivateFolder folder = PrivateFolder.scratch(
                "migri-python-", List.of(UserFolders.ofThisUser().cache()));
        try {
            Path output = folder.path().resolve("output");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(Redirect.PIPE);
            ChildEnvironment.withoutCredentials(builder.environment());
            builder.environment().putAll(additions);
            boolean inTime = await(builder.start(), limit);
            return new Ended(inTime, new String(Files.readAllBytes(output), UTF_8));
        } finally {
            folder.delete();
        }
    }

    private boolean await(Process process, Duration limit) throws IOException {
        try {
            process.getOutputStream().close();
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + command.get(0) + " ran");
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * What came of it.
     *
     * @param well whether it ended in time and with exit status 0
     * @param output all that it printed
     */
    public record Ended(boolean well, String output) {
        private static final int SHOWN = 40;

        public String firstLine() {
            return output.lines().filter(line -> !line.isBlank()).findFirst().orElse("it said nothing");
        }

        public String lastLine() {
            return output.lines().filter(line -> !line.isBlank()).reduce("it said nothing", (first, last) -> last);
        }

        /** As much of the end as somebody wants to read. */
        public String lastLines() {
            List<String> lines = output.lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
        }
    }
}
