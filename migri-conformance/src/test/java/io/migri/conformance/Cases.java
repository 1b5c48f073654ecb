package io.migri.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.Migri;
import io.migri.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs the cases of a driver, on itself or on its facade, and collects what came of each. */
final class Cases {
    private static final long MINUTES = 10;

    private final Driver driver;
    private final Database database;
    private final Path directory;

    /** @param directory for files that the cases need, which nobody else writes to */
    Cases(Driver driver, Database database, Path directory) {
        this.driver = driver;
        this.database = database;
        this.directory = directory;
    }

    /** On the driver itself, which is installed in {@code python}. */
    Map<String, String> onTheDriver(Path python) throws IOException, InterruptedException {
        Path output = directory.resolve("driver.jsonl");
        Path log = directory.resolve("driver.log");
        Process process = new ProcessBuilder(
                        python.toString(),
                        resources().resolve("run_cases.py").toString(),
                        driver.module(),
                        output.toString(),
                        driver.modules(),
                        driver.options(database))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        assertEquals(ended ? 0 : -1, ended ? process.exitValue() : 0, () -> read(log));
        return outcomes(output);
    }

    /** On the facade, in a migration of one run. */
    Map<String, String> onTheFacade(String engine, Path python) throws IOException {
        Path output = directory.resolve("facade.jsonl");
        Path migrations = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(migrations.resolve("0001_cases.py"), migration(output));
        Migri.builder()
                .target(database.config())
                .directory(migrations)
                .setting("python.engine", engine)
                .setting("python.path", python.toString())
                .build()
                .migrate();
        return outcomes(output);
    }

    private String migration(Path output) {
        return """
                import asyncio
                import sys

                sys.path.insert(0, %s)
                import run_cases


                async def migrate(conn):
                    return await run_cases.migration("%s", conn, "%s".split(","), %s)
                """.formatted(quoted(resources()), driver.module(), driver.modules(), quoted(output));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\") + '"';
    }

    static Path resources() {
        return Path.of(System.getProperty("migri.project", ".."))
                .resolve("migri-conformance/src/test/resources/io/migri/conformance")
                .toAbsolutePath();
    }

    /** The lines by case. */
    static Map<String, String> outcomes(Path file) throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            outcomes.put(name(line), line);
        }
        return outcomes;
    }

    private static String name(String line) {
        String key = "\"case\": \"";
        int start = line.indexOf(key) + key.length();
        return line.substring(start, line.indexOf('"', start));
    }

    private static String read(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
