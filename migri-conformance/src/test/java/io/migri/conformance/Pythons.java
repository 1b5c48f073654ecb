package io.migri.conformance;

import io.migri.testkit.python.PythonEnvironments;
import java.io.IOException;
import java.nio.file.Path;

/** The interpreters to compare with and in. */
final class Pythons {

    private Pythons() {}

    /** One that has the real drivers, and jep. */
    static Path withDrivers() throws IOException {
        return PythonEnvironments.ofThisUser().withJepAndDrivers();
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
