package io.migri.testkit.server.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the servers' programs, their freshly initialised data, and whatever else takes long to make, from one test run to the next, and
 * the data of running servers.
 * Several test runs may use one at the same time.
 */
public record ServerCache(Path directory) {
    private static final Pattern DATA = Pattern.compile("(?:[a-z]+)-(\\d+)-.*");

    /** {@code MIGRI_TEST_CACHE}, else {@code ~/.cache/migri-test}. Maven names the home directory; what it tests has another one. */
    public static ServerCache ofThisUser() {
        String chosen = System.getenv("MIGRI_TEST_CACHE");
        return new ServerCache(
                chosen == null || chosen.isEmpty()
                        ? Path.of(home(), ".cache", "migri-test")
                        : Path.of(chosen).toAbsolutePath());
    }

    private static String home() {
        return System.getProperty("migri.test.home", System.getProperty("user.home"));
    }

    /** The entry of that name, filled by {@code filler} where there is none yet: wholly or not at all. */
    public Path entry(String name, Filler filler) throws IOException {
        Path entry = directory.resolve(name);
        if (!Files.exists(entry)) {
            fillAlone(entry, name, filler);
        }
        return entry;
    }

    /** The lock of a file keeps other processes out, but not other threads of this one. */
    private void fillAlone(Path entry, String name, Filler filler) throws IOException {
        synchronized (ServerCache.class) {
            fillLocked(entry, name, filler);
        }
    }

    private void fillLocked(Path entry, String name, Filler filler) throws IOException {
        Files.createDirectories(entry.getParent());
        try (FileChannel channel = FileChannel.open(
                        directory.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(entry)) {
                fill(entry, filler);
            }
        }
    }

    private static void fill(Path entry, Filler filler) throws IOException {
        Path unfinished = entry.resolveSibling(entry.getFileName() + ".unfinished");
        Directories.delete(unfinished);
        filler.fill(unfinished);
        Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A new directory for a running server's data. Removes those that test runs left behind which are no more. */
    public Path newData(String product) throws IOException {
        Path running = Files.createDirectories(directory.resolve("running"));
        removeLeftovers(running);
        String prefix =
                product.toLowerCase(Locale.ROOT) + "-" + ProcessHandle.current().pid() + "-";
        return Files.createTempDirectory(running, prefix);
    }

    private static void removeLeftovers(Path running) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(running)) {
            for (Path data : all) {
                Matcher name = DATA.matcher(String.valueOf(data.getFileName()));
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Directories.delete(data);
                }
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /** Makes a directory, which does not exist yet, and all that belongs in it. */
    @FunctionalInterface
    public interface Filler {
        void fill(Path directory) throws IOException;
    }
}
