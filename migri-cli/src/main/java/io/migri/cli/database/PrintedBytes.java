package io.migri.cli.database;

import io.migri.cli.settings.PasswordFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a command prints, read by a thread of its own. The command may start something that goes on, and that keeps its output open: whoever
 * waited for the end of the output would wait for that. Thread-safe.
 */
final class PrintedBytes {
    /** For the rest to be read once the command has ended, where its output does not end. */
    private static final long REST_MILLIS = 200;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread reader;

    private PrintedBytes(InputStream output) {
        this.reader = new Thread(() -> read(output), "migri-password");
        reader.setDaemon(true);
    }

    static PrintedBytes of(InputStream output) {
        PrintedBytes printed = new PrintedBytes(output);
        printed.reader.start();
        return printed;
    }

    private void read(InputStream output) {
        byte[] piece = new byte[4096];
        try (output) {
            int count = output.read(piece);
            while (count >= 0 && !isTooMuch()) {
                add(piece, count);
                count = output.read(piece);
            }
        } catch (IOException e) {
            // the command was ended: what it had printed is here
        }
    }

    private synchronized void add(byte[] piece, int count) {
        bytes.write(piece, 0, count);
    }

    /** Whether it is more than is read. */
    synchronized boolean isTooMuch() {
        return bytes.size() > PasswordFile.LONGEST;
    }

    /** All of it. The command has ended, or has printed too much. */
    InputStream taken() throws InterruptedException {
        if (!isTooMuch()) {
            reader.join(REST_MILLIS);
        }
        synchronized (this) {
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }
}
