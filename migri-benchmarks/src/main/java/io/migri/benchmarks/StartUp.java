package io.migri.benchmarks;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
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
        List<Tool> others = all.others();
        try (Servers servers = new Servers()) {
            for (Engine engine : List.of(Engine.POSTGRESQL, Engine.SQLITE)) {
                all.table(engine, Workload.nothingToDo(100), servers, rounds, others);
                all.table(engine, Workload.smallMigrations(1), servers, rounds, others);
            }
        }
    }

    private void table(Engine engine, Workload workload, Servers servers, int rounds, List<Tool> others)
            throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory(work, "table-");
        List<Tool> tools = new ArrayList<>(List.of(new ClientTool(workload.applied())));
        tools.addAll(others);
        List<Scenario.Series> times =
                new Scenario(engine, workload, tools, servers, folder).run(rounds, new Random(rounds));
        print("\n| " + engine + ", " + workload.name() + " | to the client | median |\n|---|---|---|");
        for (Scenario.Series one : times) {
            print("| " + one.tool().name() + " | " + one.over(times.get(0)) + " | " + one.median() + " |");
        }
    }

    /** All but the client. */
    private List<Tool> others() throws IOException, InterruptedException {
        List<Tool> all = new ArrayList<>(List.of(new NothingTool()));
        String bundle = System.getProperty("bundle", "");
        if (!bundle.isEmpty()) {
            all.add(new MigriTool("migri with its own Java", Path.of(bundle), Map.of()));
        }
        String own = System.getProperty("java.home");
        addJava(all, "JDK " + Runtime.version().feature(), own);
        String other = System.getProperty("jdk25", "");
        if (!other.isEmpty() && !other.equals(own)) {
            addJava(all, "JDK 25", other);
        }
        return all;
    }

    private void addJava(List<Tool> all, String name, String home) throws IOException, InterruptedException {
        Path cache = work.resolve("cache-" + name.replace(' ', '-'));
        Map<String, String> with = Map.of("MIGRI_JAVA", home + "/bin/java", "XDG_CACHE_HOME", cache.toString());
        Process made = builder(List.of(launcher.toString(), "archive"), with).start();
        if (made.waitFor() != 0) {
            throw new IOException("no archive for " + home + "; see " + work.resolve("archive.log"));
        }
        Map<String, String> without = new LinkedHashMap<>(with);
        without.put("MIGRI_ARCHIVE", "no");
        all.add(new MigriTool("migri, " + name, launcher, with));
        all.add(new MigriTool("migri, " + name + ", no archive", launcher, without));
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

    /** The JVM alone, with the launcher's flags. */
    private record NothingTool() implements Tool {
        @Override
        public String name() {
            return "a Java that does nothing";
        }

        @Override
        public boolean works() {
            return false;
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
