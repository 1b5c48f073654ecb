package io.migri.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Where output goes, and whether a person is looking at it. Nothing gets there by another way. It takes secrets out, and shows what would
 * give orders to a terminal as escapes.
 *
 * @param out for results
 * @param err for everything else
 * @param outIsTerminal whether a person sees {@code out}
 * @param errIsTerminal whether a person sees {@code err}
 * @param redaction what is taken out of every text
 */
record Terminal(Outlet out, Outlet err, boolean outIsTerminal, boolean errIsTerminal, Redaction redaction) {

    /** The process's own streams. */
    static Terminal system() {
        return new Terminal(
                new Outlet(new FileOutputStream(FileDescriptor.out)),
                new Outlet(new FileOutputStream(FileDescriptor.err)),
                isTerminal("stdout"),
                isTerminal("stderr"),
                Redaction.NOTHING);
    }

    /** The launcher has looked; the JVM's own view differs from one release to the next, so without a launcher it is no. */
    private static boolean isTerminal(String stream) {
        return Boolean.getBoolean("migri." + stream + ".terminal");
    }

    /** The same, which takes out these secrets. */
    Terminal hiding(Redaction secrets) {
        return new Terminal(out, err, outIsTerminal, errIsTerminal, secrets);
    }

    /** Writes to standard output. Lines end with a line feed everywhere. */
    void print(String text) {
        out.print(Printable.lines(redaction.clean(text)));
    }

    /**
     * Writes what migri 0.7 wrote. Programs read it and look for names in it, so that off a terminal it is written as it is, and no name
     * loses a part that happens to be a password.
     */
    void printLine(String text) {
        out.print(outIsTerminal ? Printable.line(text) : Ink.colored(text));
    }

    /** Writes a JSON document. Its form keeps control characters out, and its texts are cleaned. */
    void printDocument(Object document) {
        out.print(Json.text(document, redaction::clean) + "\n");
    }

    /** Writes the bytes of a file: as they are, unless a person looks at them. */
    void printFile(byte[] bytes) {
        if (outIsTerminal) {
            print(new String(bytes, StandardCharsets.UTF_8));
        } else {
            out.print(bytes);
        }
    }

    /** Writes to standard error, after what standard output has, and before what it gets. */
    void printError(String text) {
        out.flush();
        err.print(Printable.lines(redaction.clean(text)));
        err.flush();
    }

    /** Waits until everything is written. Returns whether standard output has got all of it. */
    boolean finish() {
        err.flush();
        return !out.failed();
    }

    /** From now on nobody waits for a reader longer than {@code time} altogether. */
    void hurry(Duration time) {
        out.hurry(time);
        err.hurry(time);
    }
}
