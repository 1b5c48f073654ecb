package io.migri.benchmarks;

import io.migri.testkit.server.Engine;
import io.migri.testkit.server.Servers;
import io.migri.testkit.server.program.DebianPrograms;
import io.migri.testkit.server.program.MysqlProduct;
import io.migri.testkit.server.program.ServerCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes tables in Markdown: {@code ROUNDS LAUNCHER}. System properties say which ({@code table}), where fetched peers are kept ({@code peers}),
 * and which other Javas there are ({@code bundle}, {@code jdk25}).
 */
public final class Benchmarks {
    private final Path folder;
    private final Path launcher;
    private final int rounds;
    private final Servers servers;

    private Benchmarks(Path folder, Path launcher, int rounds, Servers servers) {
        this.folder = folder;
        this.launcher = launcher;
        this.rounds = rounds;
        this.servers = servers;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory("migri-benchmarks-");
        try (Servers servers = new Servers()) {
            Benchmarks benchmarks = new Benchmarks(
                    folder, Path.of(arguments[1]).toRealPath(), Integer.parseInt(arguments[0]), servers);
            for (Table table : Table.named(System.getProperty("table", "all"))) {
                benchmarks.table(table);
            }
        } finally {
            delete(folder);
        }
    }

    @SuppressWarnings("try") // it works by being open
    private void table(Table table) throws IOException, InterruptedException, SQLException {
        if (table == Table.TLS) {
            try (Tls encrypted = Tls.on(servers, folder)) {
                rows(table);
            }
        } else {
            rows(table);
        }
    }

    private void rows(Table table) throws IOException, InterruptedException, SQLException {
        for (Engine engine : table.engines()) {
            Path own = Files.createTempDirectory(folder, "table-");
            List<Scenario.Series> all = new Scenario(engine, table.workload(), tools(table, engine), servers, own)
                    .run(rounds, new Random(rounds));
            Tool first = all.get(0).tool();
            print("\n" + engine + ", " + table.workload().name() + (table == Table.TLS ? ", TLS and SCRAM" : "") + ", "
                    + rounds + " rounds\n");
            print("| | to " + first.name() + " | median | processor | peak of memory |\n|---|---|---|---|---|");
            for (Scenario.Series one : all) {
                print(String.format(
                        Locale.ROOT,
                        "| %s | %s | %.0f ms | %.0f ms | %.0f MB |",
                        one.tool().name(),
                        one.over(all.get(0)),
                        one.median(Measure::millis),
                        one.median(Measure::processorMillis),
                        one.median(Measure::peakMegabytes)));
            }
            delete(own);
        }
    }

    /** The one that the others are compared with comes first. */
    private List<Tool> tools(Table table, Engine engine) throws IOException, InterruptedException {
        List<Tool> tools = new ArrayList<>();
        tools.add(new ClientTool(table.workload().applied(), table == Table.HISTORY, mysql(engine)));
        tools.add(new PythonTool(folder));
        tools.add(new FloorTool("a Java that does nothing", Nothing.class, folder));
        tools.add(new FloorTool("a Java with the bare driver", BareDriver.class, folder));
        tools.addAll(new MigriTools(launcher, folder).all());
        tools.addAll(new Peers(Path.of(System.getProperty("peers"))).all(table == Table.TLS));
        tools.add(new FlywayTool());
        return tools;
    }

    private static List<String> mysql(Engine engine) throws IOException {
        if (!engine.mysqlFamily()) {
            return List.of();
        }
        MysqlProduct product = MysqlProduct.valueOf(engine.name());
        DebianPrograms programs = product.client().in(ServerCache.ofThisUser());
        return programs.command(product.client().programs().get(0));
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @SuppressWarnings("SystemOut") // it is a program, and this is its result
    private static void print(String line) {
        System.out.println(line);
    }
}
