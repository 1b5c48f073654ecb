package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

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
            series.add(new Series(tool, new ArrayList<>()));
        }
    }

    /** Runs the rounds and returns the times, in the order of the tools. */
    List<Series> run(int rounds, Random random) throws IOException, InterruptedException, SQLException {
        Path migrations = Files.createDirectory(directory.resolve("migrations"));
        workload.writer().write(migrations);
        round(migrations, random, false);
        for (int round = 0; round < rounds; round++) {
            round(migrations, random, true);
        }
        return series;
    }

    private void round(Path migrations, Random random, boolean counted)
            throws IOException, InterruptedException, SQLException {
        List<Series> order = new ArrayList<>(series);
        Collections.shuffle(order, random);
        for (Series one : order) {
            double took = measure(one.tool(), migrations);
            if (counted) {
                one.millis().add(took);
            }
        }
    }

    private double measure(Tool tool, Path migrations) throws IOException, InterruptedException, SQLException {
        Path log = directory.resolve(tool.name() + ".log");
        try (Database database = servers.create(engine)) {
            if (workload.applied() && tool.works()) {
                Tool once = tool instanceof ClientTool ? new ClientTool(false) : tool;
                Stopwatch.run(once.command(database, migrations), tool.environment(), database, log);
            }
            double took = Stopwatch.run(tool.command(database, migrations), tool.environment(), database, log);
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

    /** A tool's times, round by round. */
    record Series(Tool tool, List<Double> millis) {
        String over(Series other) {
            return Ratios.of(millis, other.millis);
        }

        String median() {
            return Ratios.median(millis);
        }
    }
}
