package io.migri.benchmarks;

import io.migri.Migri;
import io.migri.testkit.python.PythonEnvironments;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

/** Compares the facades with the drivers that they stand in for: {@code ROUNDS}. Writes a table in Markdown to standard output. */
public final class PythonDrivers {
    private static final List<String> WORK = List.of("first", "execute", "executemany", "fetch");

    private final Servers servers;
    private final Path directory;

    private PythonDrivers(Servers servers, Path directory) {
        this.servers = servers;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        print("| driver | workload | process / driver | jep / driver | medians: driver / process / jep |");
        print("|---|---|---|---|---|");
        try (Servers servers = new Servers()) {
            PythonDrivers drivers = new PythonDrivers(servers, Files.createTempDirectory("migri-benchmark-"));
            drivers.compare("asyncpg", Engine.POSTGRESQL, rounds);
            drivers.compare("aiosqlite", Engine.SQLITE, rounds);
            drivers.compare("aiomysql", Engine.MYSQL, rounds);
            drivers.compare("aiomysql", Engine.MARIADB, rounds);
        }
    }

    private void compare(String driver, Engine engine, int rounds) throws Exception {
        Random random = new Random(rounds);
        List<Way> ways = List.of(new Way("driver"), new Way("process"), new Way("jep"));
        for (int round = -1; round < rounds; round++) {
            List<Way> order = new ArrayList<>(ways);
            Collections.shuffle(order, random);
            for (Way way : order) {
                Map<String, Double> took = measure(driver, engine, way.name());
                if (round >= 0) {
                    way.rounds().add(took);
                }
            }
        }
        for (String work : WORK) {
            List<Double> real = ways.get(0).millis(work);
            List<Double> process = ways.get(1).millis(work);
            List<Double> jep = ways.get(2).millis(work);
            print("| " + driver + " on " + engine + " | " + work + " | " + Ratios.of(process, real) + " | "
                    + Ratios.of(jep, real) + " | " + Ratios.median(real) + " / " + Ratios.median(process) + " / "
                    + Ratios.median(jep) + " |");
        }
    }

    private Map<String, Double> measure(String driver, Engine engine, String way) throws Exception {
        Path output = directory.resolve("seconds");
        try (Database database = servers.create(engine)) {
            double begin = System.currentTimeMillis() / 1000.0;
            if (way.equals("driver")) {
                onTheDriver(driver, database, output);
            } else {
                onTheFacade(driver, database, output, way);
            }
            return millis(output, begin);
        }
    }

    private static Map<String, Double> millis(Path output, double begin) throws IOException {
        Properties seconds = new Properties();
        try (var text = Files.newBufferedReader(output)) {
            seconds.load(text);
        }
        Map<String, Double> millis = new LinkedHashMap<>();
        for (String work : WORK) {
            double value = Double.parseDouble(seconds.getProperty(work));
            millis.put(work, 1000 * (work.equals("first") ? value - begin : value));
        }
        return millis;
    }

    private void onTheDriver(String driver, Database database, Path output) throws Exception {
        Process process = new ProcessBuilder(
                        PythonEnvironments.ofThisUser().withJepAndDrivers().toString(),
                        script().toString(),
                        driver,
                        output.toString(),
                        options(driver, database))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(driver + " failed");
        }
    }

    private void onTheFacade(String driver, Database database, Path output, String engine) throws Exception {
        Path migrations = Files.createDirectories(directory.resolve("migrations-" + driver));
        Files.writeString(
                migrations.resolve("0001_work.py"),
                "import asyncio\nimport sys\n\nsys.path.insert(0, '" + script().getParent()
                        + "')\nimport driver_work\n\n\nasync def migrate(conn):\n    return await driver_work.migration('"
                        + driver + "', conn, '" + output + "')\n");
        Path python = engine.equals("jep")
                ? PythonEnvironments.ofThisUser().withJep()
                : PythonEnvironments.ofThisUser().plain();
        Migri.builder()
                .target(database.config())
                .directory(migrations)
                .setting("python.engine", engine)
                .setting("python.path", python.toString())
                .build()
                .migrate();
    }

    private Path script() throws IOException {
        Path script = directory.resolve("driver_work.py");
        if (!Files.exists(script)) {
            try (InputStream content = PythonDrivers.class.getResourceAsStream("driver_work.py")) {
                Files.write(script, java.util.Objects.requireNonNull(content).readAllBytes());
            }
        }
        return script;
    }

    private static String options(String driver, Database database) {
        if (database.engine() == Engine.SQLITE) {
            return "{\"database\": \"" + database.name() + "\"}";
        }
        String name = driver.equals("aiomysql") ? "db" : "database";
        return "{\"host\": \"%s\", \"port\": %d, \"user\": \"%s\", \"password\": \"%s\", \"%s\": \"%s\"}"
                .formatted(
                        database.host(), database.port(), database.user(), database.password(), name, database.name());
    }

    @SuppressWarnings("SystemOut") // it is a program, and this is its result
    private static void print(String line) {
        System.out.println(line);
    }

    /** A way to do the work, and how long it took, round by round and work by work. */
    private record Way(String name, List<Map<String, Double>> rounds) {
        Way(String name) {
            this(name, new ArrayList<>());
        }

        List<Double> millis(String work) {
            return rounds.stream()
                    .map(round -> round.getOrDefault(work, Double.NaN))
                    .toList();
        }
    }
}
