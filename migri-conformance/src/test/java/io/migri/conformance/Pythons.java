package io.migri.conformance;

import io.migri.testkit.python.PythonEnvironments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The interpreters to compare with and in. */
final class Pythons {

    private Pythons() {}

    /** One that has the real drivers, and jep. */
    static Path withDrivers() throws IOException {
        return PythonEnvironments.ofThisUser().withJepAndDrivers();
    }

    /** The version of all of them, such as {@code 3.11}. */
    static String version() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        withDrivers().toString(), "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
                .start();
        String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        process.waitFor();
        return version;
    }

    /** One that has neither. */
    static Path plain() throws IOException {
        return PythonEnvironments.ofThisUser().plain();
    }

    /** One that has jep, but no drivers. */
    static Path withJep() throws IOException {
        return PythonEnvironments.ofThisUser().withJep();
    }
}
