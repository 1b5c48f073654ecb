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

/**
 * Whole short runs, beside the database's own client and beside a Java program that does nothing: {@code ROUNDS LAUNCHER}. System
 * properties name what else is there: {@code bundle} (the launcher of a distribution with a Java of its own), {@code jdk25} (a JDK's
 * home) and {@code dbmate} (its program). Writes tables in Markdown.
 */
public final class StartUp {
    private final Path work;
    private final Path launcher;

    private StartUp(Path work, Path launcher) {
        this.work = work;
        this.launcher = launcher;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        int rounds = Integer.parseInt(arguments[0]);
        Path work = Files.createTempDirectory("migri-start-up-");
        StartUp all = new StartUp(work, Path.of(arguments[1]).toRealPath());
        try (Servers servers = new Servers()) {
            for (Engine engine : List.of(Engine.POSTGRESQL, Engine.SQLITE)) {
                all.table(engine, Workload.nothingToDo(100), servers, rounds);
                all.table(engine, Workload.smallMigrations(1), servers, rounds);
            }
        }
    }

    private void table(Engine engine, Workload workload, Servers servers, int rounds)
            throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory(work, "table-");
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        workload.writer().write(migrations);
        Map<Contender, List<Double>> times = new LinkedHashMap<>();
        for (Contender contender : contenders(workload)) {
            times.put(contender, new ArrayList<>());
        }
        Random random = new Random(rounds);
        for (int round = -1; round < rounds; round++) {
            List<Contender> order = new ArrayList<>(times.keySet());
            Collections.shuffle(order, random);
            for (Contender contender : order) {
                double took = measure(contender, workload, servers, engine, migrations);
                if (round >= 0) {
                    times.get(contender).add(took);
                }
            }
        }
        print("\n| " + engine + ", " + workload.name() + " | to the client | median |\n|---|---|---|");
        List<Double> client = times.values().iterator().next();
        times.forEach((contender, millis) -> print("| " + contender.name() + " | " + Ratios.of(millis, client) + " | "
                + Ratios.median(millis) + " |"));
    }

    private double measure(Contender contender, Workload workload, Servers servers, Engine engine, Path migrations)
            throws IOException, InterruptedException, SQLException {
        Path log = work.resolve("log");
        try (Database database = servers.create(engine)) {
            if (workload.applied() && contender.counts()) {
                Tool once = contender.tool() instanceof ClientTool ? new ClientTool(false) : contender.tool();
                Stopwatch.run(once.command(database, migrations), contender.environment(), database, log);
            }
            double took = Stopwatch.run(
                    contender.tool().command(database, migrations), contender.environment(), database, log);
            if (contender.counts()) {
                check(workload, database, contender);
            }
            return took;
        }
    }

    private static void check(Workload workload, Database database, Contender contender) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet result = connection.createStatement().executeQuery(workload.check())) {
            result.next();
            if (result.getLong(1) != workload.expected()) {
                throw new IllegalStateException(contender.name() + " left " + result.getLong(1) + " rows");
            }
        }
    }

    private List<Contender> contenders(Workload workload) throws IOException, InterruptedException {
        List<Contender> all = new ArrayList<>();
        all.add(new Contender("client", new ClientTool(workload.applied()), Map.of(), true));
        all.add(new Contender("a Java that does nothing", new NothingTool(), Map.of(), false));
        String bundle = System.getProperty("bundle", "");
        if (!bundle.isEmpty()) {
            all.add(new Contender("migri with its own Java", new MigriTool(Path.of(bundle)), Map.of(), true));
        }
        String own = System.getProperty("java.home");
        addJava(all, "JDK " + Runtime.version().feature(), own);
        String other = System.getProperty("jdk25", "");
        if (!other.isEmpty() && !other.equals(own)) {
            addJava(all, "JDK 25", other);
        }
        return all;
    }

    private void addJava(List<Contender> all, String name, String home) throws IOException, InterruptedException {
        Path cache = work.resolve("cache-" + name.replace(' ', '-'));
        Map<String, String> with = Map.of("MIGRI_JAVA", home + "/bin/java", "XDG_CACHE_HOME", cache.toString());
        Process made = builder(List.of(launcher.toString(), "archive"), with).start();
        if (made.waitFor() != 0) {
            throw new IOException("no archive for " + home + "; see " + work.resolve("archive.log"));
        }
        Map<String, String> without = new LinkedHashMap<>(with);
        without.put("MIGRI_ARCHIVE", "no");
        all.add(new Contender("migri, " + name, new MigriTool(launcher), with, true));
        all.add(new Contender("migri, " + name + ", no archive", new MigriTool(launcher), without, true));
    }

    private ProcessBuilder builder(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("archive.log").toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    @SuppressWarnings("SystemOut") // it is a program, and this is its result
    private static void print(String line) {
        System.out.println(line);
    }

    /**
     * One that is measured.
     *
     * @param counts whether it does the work, so that its rows are counted
     */
    private record Contender(String name, Tool tool, Map<String, String> environment, boolean counts) {}

    /** The JVM alone, with the launcher's flags. */
    private record NothingTool() implements Tool {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public List<String> command(Database database, Path migrations) {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Nothing.class.getName());
        }
    }
}
