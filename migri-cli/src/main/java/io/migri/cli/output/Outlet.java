package io.migri.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the process. A thread of its own writes to it, because nobody can interrupt a write to a full pipe. Whoever prints waits
 * while much is unwritten; after {@link #hurry} only for a while, and if that is not enough, the stream is given up. Safe for use by
 * several threads.
 */
public final class Outlet {
    /** So much may be unwritten before printing waits. */
    private static final int CAPACITY = 64 * 1024;

    private final OutputStream stream;
    private ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
    private @Nullable Thread writer;
    private boolean writing;
    private boolean complete;
    /** What is shown until anything else is printed; null where nothing is. */
    private @Nullable String shown;

    private int holds;
    private boolean failed;
    private @Nullable Duration patience;

    Outlet(OutputStream stream) {
        this.stream = stream;
    }

    /** Prints a text in UTF-8, whatever the locale. What was printed to a stream that fails is lost. */
    public void print(String text) {
        print(text.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void print(byte[] bytes) {
        awaitAtMost(CAPACITY);
        if (failed || bytes.length == 0) {
            return;
        }
        erase();
        enqueue(bytes);
    }

    /**
     * Shows a text on a terminal, in place of one that is shown. It goes as soon as anything is printed. Nobody waits for a reader: where there
     * is something unwritten, the text is not shown.
     */
    synchronized void show(String text) {
        if (!failed && holds == 0 && unwritten.size() == 0 && !text.equals(shown)) {
            enqueue(text.getBytes(StandardCharsets.UTF_8));
            shown = text;
        }
    }

    /** Takes away what is shown, and shows nothing until it is released: somebody else writes to the same terminal. */
    synchronized void hold() {
        holds++;
        erase();
    }

    synchronized void release() {
        holds--;
    }

    /** Takes away what is shown. */
    synchronized void erase() {
        if (shown != null && !failed) {
            enqueue(Ink.ERASE.sequence().getBytes(StandardCharsets.UTF_8));
        }
        shown = null;
    }

    private void enqueue(byte[] bytes) {
        unwritten.writeBytes(bytes);
        if (writer == null) {
            writer = new Thread(this::write, "migri-output");
            writer.setDaemon(true);
            writer.start();
        }
        notifyAll();
    }

    /** A document was printed. Nothing comes after it. */
    synchronized void complete() {
        complete = true;
    }

    synchronized boolean isComplete() {
        return complete;
    }

    /** Waits until all is written that was printed. */
    public synchronized void flush() {
        awaitAtMost(0);
    }

    /** Whether some of what was printed could not be written. */
    synchronized boolean failed() {
        flush();
        return failed;
    }

    /** From now on nobody waits longer than {@code time} for a reader, who is otherwise given up. */
    synchronized void hurry(Duration time) {
        patience = time;
        notifyAll();
    }

    /** Waits until no more than {@code bytes} are unwritten. An interrupt is for the caller, who has yet to say what became of the run. */
    private void awaitAtMost(int bytes) {
        boolean interrupted = false;
        long deadline = 0;
        while (!failed && (unwritten.size() > bytes || (bytes == 0 && writing))) {
            deadline = deadline == 0 ? deadline() : deadline;
            long millis = deadline == 0 ? 0 : Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
            try {
                wait(millis); // 0 is for ever
            } catch (InterruptedException e) {
                interrupted = true;
            }
            failed |= deadline != 0 && System.nanoTime() - deadline >= 0;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** When to give the reader up that is waited for from now on; 0 for never. */
    private long deadline() {
        return patience == null ? 0 : (System.nanoTime() + patience.toNanos()) | 1;
    }

    private void write() {
        try {
            while (true) {
                stream.write(next());
                stream.flush();
                written(false);
            }
        } catch (IOException | InterruptedException e) {
            written(true);
        }
    }

    private synchronized byte[] next() throws InterruptedException {
        while (unwritten.size() == 0) {
            wait();
        }
        byte[] bytes = unwritten.toByteArray();
        unwritten = new ByteArrayOutputStream();
        writing = true;
        return bytes;
    }

    private synchronized void written(boolean failure) {
        writing = false;
        failed |= failure;
        notifyAll();
    }
}
