package io.migri.testkit.server.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a server that does not outlive this JVM, however that ends: a pipe leads from here to the server's parent process, and
 * the pipe's end is the server's.
 */
public final class Watchdog {
    private static final long SECONDS_TO_END = 60;

    private final Process process;
    private final long server;

    private Watchdog(Process process, long server) {
        this.process = process;
        this.server = server;
    }

    /** Starts {@code command}, whose output goes to {@code log}. */
    public static Watchdog start(List<String> command, Path data, Path log) throws IOException {
        Path script = data.resolve("watchdog.sh");
        try (InputStream text = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            Files.copy(Resources.found(text, "watchdog.sh"), script, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(data.resolve(".ended"));
        List<String> words = new ArrayList<>(List.of("sh", script.toString(), data.toString()));
        words.addAll(command);
        Process process = new ProcessBuilder(words).redirectError(log.toFile()).start();
        String pid = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        if (pid == null) {
            throw new IOException("cannot start " + command + ": " + Files.readString(log));
        }
        return new Watchdog(process, Long.parseLong(pid));
    }

    /** The server's process id. */
    public long server() {
        return server;
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Ends the server with a signal, and returns once it has ended. Its data stays. */
    public void end(String signal) throws IOException {
        if (alive()) {
            try (OutputStream orders = process.getOutputStream()) {
                orders.write((signal + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            await();
        }
    }

    /** Ends the server at once and removes its data. */
    public void abandon() throws IOException {
        process.getOutputStream().close();
        await();
    }

    private void await() throws IOException {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                throw new IOException("server " + server + " did not end within " + SECONDS_TO_END + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while server " + server + " was ending");
        }
    }
}
