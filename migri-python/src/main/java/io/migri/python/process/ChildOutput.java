package io.migri.python.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that the child and its own children print, line by line and in order. */
final class ChildOutput {
    private static final int REMEMBERED = 50;

    private final BufferedReader reader;
    private final Deque<String> last = new ArrayDeque<>();
    private @Nullable Consumer<String> listener;
    private String mark = "";
    private boolean ended;

    private ChildOutput(InputStream stream) {
        this.reader = new BufferedReader(new InputStreamReader(stream, UTF_8));
    }

    static ChildOutput of(InputStream stream) {
        ChildOutput output = new ChildOutput(stream);
        Thread thread = new Thread(output::read, "migri-python-output");
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    /** Tells {@code listener} every line from now on; null: nobody. */
    synchronized void listen(@Nullable Consumer<String> listener) {
        this.listener = listener;
    }

    /** Waits until all that was printed before the mark has been told. */
    synchronized void awaitMark(String expected, long millis) {
        await(() -> mark.equals(expected), millis);
    }

    /** Waits for the last line of a child that has died. */
    synchronized void awaitEnd(long millis) {
        await(() -> ended, millis);
    }

    /** What was printed last: the words of a dying interpreter are among them. */
    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    private synchronized void await(Condition condition, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; left > 0 && !ended && !condition.holds(); ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            // the stream ends with the child, one way or another
        } finally {
            end();
        }
    }

    /** A line that was not ended may stand before the mark. */
    private synchronized void take(String line) {
        int at = line.indexOf('\0');
        String text = at < 0 ? line : line.substring(0, at);
        if (at < 0 || at > 0) {
            told(text);
        }
        if (at >= 0) {
            mark = line.substring(at + 1);
            notifyAll();
        }
    }

    private void told(String line) {
        last.addLast(line);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        if (listener != null) {
            listener.accept(line);
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Something to wait for. */
    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }
}
