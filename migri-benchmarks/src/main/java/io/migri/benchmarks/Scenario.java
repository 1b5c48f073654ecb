package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.Servers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** One workload on one database: in each round every tool once, in an order drawn anew, each on a database of its own. */
final class Scenario {
    private final Engine engine;
    private final Workload workload;
    private final List<Series> series = new ArrayList<>();
    private final Servers servers;
    private final Path directory;

    /** @param tools beside each other, the one that the others are compared with first */
    Scenario(Engine engine, Workload workload, List<Tool> tools, Servers servers, Path directory) {
        this.engine = engine;
        this.workload = workload;
        this.servers = servers;
        this.directory = directory;
        for (Tool tool : tools) {
            if (tool.can(engine, workload)) {
                series.add(new Series(tool, new ArrayList<>()));
            }
        }
    }

    /** Runs the rounds and returns what they took, in the order of the tools. */
    List<Series> run(int rounds, Random random) throws IOException, InterruptedException, SQLException {
        round(random, false);
        for (int round = 0; round < rounds; round++) {
            round(random, true);
        }
        return series;
    }

    private void round(Random random, boolean counted) throws IOException, InterruptedException, SQLException {
        List<Series> order = new ArrayList<>(series);
        Collections.shuffle(order, random);
        for (Series one : order) {
            Measure took = measure(one.tool());
            if (counted) {
                one.measures().add(took);
            }
        }
    }

    /** The workload's files, as that tool wants them to begin. */
    private Path migrations(Tool tool) throws IOException {
        Path migrations = directory.resolve("migrations" + tool.header().replaceAll("[^a-z]", ""));
        if (!Files.exists(migrations)) {
            Files.createDirectory(migrations);
            workload.writer().write(migrations);
            if (!tool.header().isEmpty()) {
                wrap(migrations, tool);
            }
        }
        return migrations;
    }

    private static void wrap(Path migrations, Tool tool) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(migrations, "*.sql")) {
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                try (OutputStream target = Files.newOutputStream(file)) {
                    target.write(tool.header().getBytes(StandardCharsets.UTF_8));
                    target.write(content);
                    target.write(tool.footer().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private Measure measure(Tool tool) throws IOException, InterruptedException, SQLException {
        Path migrations = migrations(tool);
        Path log = directory.resolve(tool.name().replaceAll("[^A-Za-z0-9]+", "-") + ".log");
        Stopwatch stopwatch = Stopwatch.in(directory);
        try (Database database = servers.create(engine)) {
            if (workload.applied() && tool.works()) {
                Tool once = tool instanceof ClientTool client ? client.applying() : tool;
                stopwatch.run(once.command(database, migrations), tool.environment(), database, log);
            }
            Measure took = stopwatch.run(tool.command(database, migrations), tool.environment(), database, log);
            if (tool.works()) {
                check(database, tool);
            }
            return took;
        }
    }

    private void check(Database database, Tool tool) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet result = connection.createStatement().executeQuery(workload.check())) {
            result.next();
            if (result.getLong(1) != workload.expected()) {
                throw new IllegalStateException(tool.name() + " left " + result.getLong(1) + " rows instead of "
                        + workload.expected() + ": " + workload.name());
            }
        }
    }

    /** What a tool took, round by round. */
    record Series(Tool tool, List<Measure> measures) {
        String over(Series other) {
            return Ratios.of(all(Measure::millis), other.all(Measure::millis));
        }

        double median(ToDoubleFunction<Measure> value) {
            return Ratios.median(all(value));
        }

        private List<Double> all(ToDoubleFunction<Measure> value) {
            return measures.stream().mapToDouble(value).boxed().toList();
        }
    }
}
