package io.migri.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads a stream to its end on a thread of its own. */
final class OutputCollector {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;
    private boolean ended;

    private OutputCollector(InputStream stream) {
        thread = new Thread(() -> read(stream), "output of a child process");
        thread.setDaemon(true);
    }

    static OutputCollector of(InputStream stream) {
        OutputCollector collector = new OutputCollector(stream);
        collector.thread.start();
        return collector;
    }

    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    void join() throws InterruptedException {
        thread.join();
    }

    synchronized boolean await(String text, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!text().contains(text)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || ended) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private void read(InputStream stream) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                add(buffer, read);
            }
        } catch (IOException killed) {
            // what came before stays
        } finally {
            end();
        }
    }

    private synchronized void add(byte[] buffer, int length) {
        bytes.write(buffer, 0, length);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
