package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * How a process ended.
 *
 * @param command what was run
 * @param out all that it wrote to standard output, read as UTF-8
 * @param err all that it wrote to standard error, read as UTF-8
 */
public record Outcome(List<String> command, int status, String out, String err) {

    /** Of what was run in this JVM. */
    public Outcome(int status, String out, String err) {
        this(List.of("migri"), status, out, err);
    }

    public Outcome hasStatus(int expected) {
        assertEquals(expected, status, this::toString);
        return this;
    }

    Outcome wrote(String expected) {
        assertEquals(expected, out, this::toString);
        return this;
    }

    /** Exactly these lines, each with its line feed. */
    Outcome wroteLines(String... lines) {
        return wrote(String.join("\n", lines) + "\n");
    }

    Outcome complained(String expected) {
        assertEquals(expected, err, this::toString);
        return this;
    }

    public Outcome complainedOf(String expected) {
        assertTrue(err.contains(expected), this::toString);
        return this;
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nstatus " + status + "\nstdout:\n" + out + "\nstderr:\n" + err;
    }
}
