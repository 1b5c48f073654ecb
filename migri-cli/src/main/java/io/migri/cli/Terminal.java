package io.migri.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where output goes, and whether a person is looking at it. Always UTF-8, whatever the locale.
 *
 * @param out for results
 * @param err for everything else
 * @param outIsTerminal whether a person sees {@code out}
 * @param errIsTerminal whether a person sees {@code err}
 */
record Terminal(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {

    /** The process's own streams. */
    static Terminal system() {
        return new Terminal(
                stream(FileDescriptor.out), stream(FileDescriptor.err), isTerminal("stdout"), isTerminal("stderr"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), false, StandardCharsets.UTF_8);
    }

    /** The launcher has looked; the JVM's own view differs from one release to the next, so without a launcher it is no. */
    private static boolean isTerminal(String stream) {
        return Boolean.getBoolean("migri." + stream + ".terminal");
    }

    /** Writes to standard output at once. Lines end with a line feed everywhere. */
    void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Writes to standard error at once, after what standard output has. */
    void printError(String text) {
        out.flush();
        err.print(text);
        err.flush();
    }
}
