package io.migri.python;

import static java.util.Objects.requireNonNull;

/**
 * A Python that migrations can run in.
 *
 * @param executable the program, past all shims and links that lead out of a virtual environment
 * @param version such as {@code 3.12.1}
 */
record Interpreter(String executable, String version) {
    Interpreter {
        requireNonNull(executable, "executable");
        requireNonNull(version, "version");
    }
}
