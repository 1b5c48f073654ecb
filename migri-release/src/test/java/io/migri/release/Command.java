package io.migri.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a program printed, on either stream, and how it ended.
 *
 * @param line what was run, for messages
 */
record Command(String line, int status, String output) {

    static Command run(Path directory, Map<String, String> environment, List<String> line)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(String.join(" ", line), process.waitFor(), output);
    }

    /** The same in {@code directory}, which has to go well. */
    static String run(Path directory, String... line) throws IOException, InterruptedException {
        return run(directory, Map.of(), List.of(line)).hasStatus(0).output();
    }

    Command hasStatus(int expected) {
        assertEquals(expected, status, this::toString);
        return this;
    }

    Command said(String text) {
        assertTrue(output.contains(text), () -> "missing: " + text + "\n" + this);
        return this;
    }

    @Override
    public String toString() {
        return line + "\nended with " + status + " and said\n" + output;
    }
}
