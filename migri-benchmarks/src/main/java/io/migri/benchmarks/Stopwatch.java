package io.migri.benchmarks;

import static java.util.Objects.requireNonNull;

import io.migri.testkit.server.Database;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs commands to their end and tells what they took. A small program does it, since Java cannot ask for a child's peak of memory. */
record Stopwatch(Path program, Path result) {

    /** One that keeps its files in {@code folder}. Needs {@code python3} on the PATH. */
    static Stopwatch in(Path folder) throws IOException {
        Path program = folder.resolve("stopwatch.py");
        try (InputStream content = requireNonNull(Stopwatch.class.getResourceAsStream("stopwatch.py"))) {
            Files.write(program, content.readAllBytes());
        }
        return new Stopwatch(program, folder.resolve("stopwatch.txt"));
    }

    /** The password goes to the command through its environment, with {@code more}. */
    Measure run(List<String> command, Map<String, String> more, Database database, Path log)
            throws IOException, InterruptedException {
        List<String> watched =
                new ArrayList<>(List.of("python3", "-I", "-S", program.toString(), result.toString()));
        watched.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(watched)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PGPASSWORD", database.password());
        builder.environment().put("MYSQL_PWD", database.password());
        builder.environment().put("DB_PASS", database.password());
        builder.environment().putAll(more);
        int exit = builder.start().waitFor();
        String[] found = exit == 0 ? Files.readString(result).split(" ") : new String[] {"0", "0", "0", "1"};
        if (Integer.parseInt(found[3]) != 0) {
            throw new IOException("exit " + found[3] + " of " + command + "\n" + Files.readString(log));
        }
        return new Measure(
                Double.parseDouble(found[0]), Double.parseDouble(found[1]), Double.parseDouble(found[2]) / 1024);
    }
}
