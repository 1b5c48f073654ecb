package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a command to its end and tells how long it took. */
final class Stopwatch {

    private Stopwatch() {}

    /** Milliseconds from start to end. The password goes to the command through its environment. */
    static double run(List<String> command, Database database, Path log) throws IOException, InterruptedException {
        return run(command, Map.of(), database, log);
    }

    /** The same with more in the environment. */
    static double run(List<String> command, Map<String, String> environment, Database database, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PGPASSWORD", database.password());
        builder.environment().put("DB_PASS", database.password());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        int exit = builder.start().waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        if (exit != 0) {
            throw new IOException("exit " + exit + " of " + command + "\n" + Files.readString(log));
        }
        return millis;
    }
}
