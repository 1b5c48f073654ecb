package io.migri.benchmarks;

import io.migri.testkit.server.Engine;
import io.migri.testkit.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Compares: {@code ROUNDS LAUNCHER}. Writes a table in Markdown to standard output. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        int rounds = Integer.parseInt(arguments[0]);
        Path launcher = Path.of(arguments[1]).toRealPath();
        print(
                "| database | workload | migri / client | flyway / client | migri / flyway | medians: client / migri / flyway |");
        print("|---|---|---|---|---|---|");
        Random random = new Random(rounds);
        try (Servers servers = new Servers()) {
            for (Workload workload :
                    List.of(Workload.nothingToDo(100), Workload.smallMigrations(1000), Workload.inserts(100_000))) {
                run(Engine.POSTGRESQL, workload, launcher, servers, rounds, random);
                run(Engine.SQLITE, workload, launcher, servers, rounds, random);
            }
            run(Engine.POSTGRESQL, Workload.copy(1_000_000), launcher, servers, rounds, random);
        }
    }

    private static void run(Engine engine, Workload workload, Path launcher, Servers servers, int rounds, Random random)
            throws IOException, InterruptedException, SQLException {
        Path directory = Files.createTempDirectory("migri-benchmark-");
        try {
            List<Tool> tools = List.of(new ClientTool(workload.applied()), new MigriTool(launcher), new FlywayTool());
            print(line(
                    engine, workload, new Scenario(engine, workload, tools, servers, directory).run(rounds, random)));
        } finally {
            delete(directory);
        }
    }

    private static String line(Engine engine, Workload workload, List<Scenario.Series> times) {
        Scenario.Series client = times.get(0);
        Scenario.Series migri = times.get(1);
        Scenario.Series flyway = times.get(2);
        return "| " + engine + " | " + workload.name() + " | " + migri.over(client) + " | " + flyway.over(client)
                + " | " + migri.over(flyway) + " | " + client.median() + " / " + migri.median() + " / "
                + flyway.median() + " |";
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @SuppressWarnings("SystemOut") // it is a program, and this is its result
    private static void print(String line) {
        System.out.println(line);
    }
}
