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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One workload on one database: in each round every tool once, in an order drawn anew, each on a database of its own. */
final class Scenario {
    private final Engine engine;
    private final Workload workload;
    private final List<Tool> tools;
    private final Servers servers;
    private final Path directory;
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    Scenario(Engine engine, Workload workload, Path launcher, Servers servers, Path directory) {
        this.engine = engine;
        this.workload = workload;
        this.tools = List.of(new ClientTool(workload.applied()), new MigriTool(launcher), new FlywayTool());
        this.servers = servers;
        this.directory = directory;
        tools.forEach(tool -> millis.put(tool.name(), new ArrayList<>()));
    }

    /** Runs the rounds and returns a line of the table. */
    String run(int rounds, Random random) throws IOException, InterruptedException, SQLException {
        Path migrations = Files.createDirectory(directory.resolve("migrations"));
        workload.writer().write(migrations);
        round(migrations, random, false);
        for (int round = 0; round < rounds; round++) {
            round(migrations, random, true);
        }
        return line();
    }

    private void round(Path migrations, Random random, boolean counted)
            throws IOException, InterruptedException, SQLException {
        List<Tool> order = new ArrayList<>(tools);
        Collections.shuffle(order, random);
        for (Tool tool : order) {
            double took = measure(tool, migrations);
            if (counted) {
                millis.get(tool.name()).add(took);
            }
        }
    }

    private double measure(Tool tool, Path migrations) throws IOException, InterruptedException, SQLException {
        Path log = directory.resolve(tool.name() + ".log");
        try (Database database = servers.create(engine)) {
            if (workload.applied()) {
                Tool once = tool instanceof ClientTool ? new ClientTool(false) : tool;
                Stopwatch.run(once.command(database, migrations), log);
            }
            double took = Stopwatch.run(tool.command(database, migrations), log);
            check(database, tool);
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

    private String line() {
        List<Double> floor = millis.get("client");
        List<Double> migri = millis.get("migri");
        List<Double> flyway = millis.get("flyway");
        return "| " + engine + " | " + workload.name() + " | " + Ratios.of(migri, floor) + " | " + Ratios.of(flyway, floor)
                + " | " + Ratios.of(migri, flyway) + " | " + Ratios.median(floor) + " / " + Ratios.median(migri) + " / "
                + Ratios.median(flyway) + " |";
    }
}
