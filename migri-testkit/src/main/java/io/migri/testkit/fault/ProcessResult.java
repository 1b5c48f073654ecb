package io.migri.testkit.fault;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a program left behind. */
public final class ProcessResult {
    private final List<String> command;
    private final int exitCode;
    private final byte[] output;
    private final byte[] errors;

    /** What is known of one, also of one that only might have been. */
    public ProcessResult(List<String> command, int exitCode, byte[] output, byte[] errors) {
        this.command = List.copyOf(command);
        this.exitCode = exitCode;
        this.output = output.clone();
        this.errors = errors.clone();
    }

    public int exitCode() {
        return exitCode;
    }

    /** The bytes of its standard output. */
    public byte[] output() {
        return output.clone();
    }

    /** The bytes of its standard error. */
    public byte[] errors() {
        return errors.clone();
    }

    /** Standard output as UTF-8. */
    public String outputText() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** Standard error as UTF-8. */
    public String errorText() {
        return new String(errors, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nexit code " + exitCode + "\nstdout:\n" + outputText() + "\nstderr:\n"
                + errorText();
    }
}
