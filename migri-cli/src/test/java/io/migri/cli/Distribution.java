package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.DefaultSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The packaged launcher, run as a process of its own in a directory of its own, with nothing of our environment but Java. */
final class Distribution {
    private static final long PATIENCE_SECONDS = 120;

    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();
    private int runs;

    /** @param directory where to run it */
    Distribution(Path directory) {
        this.directory = directory;
        for (String name : List.of(
                "PATH", "HOME", "JAVA_HOME", "MIGRI_JAVA", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "PGPASSFILE")) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
    }

    static Path launcher() {
        String home = System.getProperty("migri.distribution");
        assertTrue(home != null, "run by `mvn verify`, which says where the distribution is");
        return Path.of(String.valueOf(home), "bin", "migri");
    }

    Path directory() {
        return directory;
    }

    Distribution with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Distribution without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Writes a file below the directory. */
    Distribution file(String name, String content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    Outcome run(String... arguments) {
        return start(arguments).await();
    }

    Running start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Runs another command in the same surroundings. */
    Running start(List<String> command) {
        try {
            int run = ++runs;
            Path out = directory.resolve(".out" + run);
            Path err = directory.resolve(".err" + run);
            ProcessBuilder builder = new ProcessBuilder(DefaultSignals.before(command))
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Running(command, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process on its way. */
    record Running(List<String> command, Process process, Path out, Path err) {

        Outcome await() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running: " + Files.readString(out) + Files.readString(err));
                }
                return new Outcome(command, process.exitValue(), Files.readString(out), Files.readString(err));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** Waits until it has written {@code text} to standard output. */
        Running awaitOutput(String text) throws IOException, InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!Files.readString(out).contains(text)) {
                assertTrue(process.isAlive() && System.nanoTime() < end, Files.readString(out) + Files.readString(err));
                Thread.sleep(20);
            }
            return this;
        }
    }
}
