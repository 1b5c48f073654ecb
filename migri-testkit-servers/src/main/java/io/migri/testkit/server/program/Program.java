package io.migri.testkit.server.program;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program to run to its end.
 *
 * @param input what it reads; null for nothing
 */
record Program(List<String> command, @Nullable Path input) {

    Program {
        command = List.copyOf(command);
    }

    Program(List<String> command) {
        this(command, null);
    }

    /** Fails, with all that the program printed, where it takes too long or its exit code is not 0. */
    void run(Duration limit) throws IOException {
        Path output = Files.createTempFile("migri-test", ".log");
        try {
            Process process = start(output);
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("not done after " + limit + ": " + describe(output));
            }
            if (process.exitValue() != 0) {
                throw new IOException("exit code " + process.exitValue() + ": " + describe(output));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted: " + command);
        } finally {
            Files.delete(output);
        }
    }

    private Process start(Path output) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(input == null ? new File("/dev/null") : input.toFile())
                .start();
    }

    private String describe(Path output) throws IOException {
        return String.join(" ", command) + "\n" + Files.readString(output);
    }
}
