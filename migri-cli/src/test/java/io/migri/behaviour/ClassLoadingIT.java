package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;

/** Most of a short run is loading classes, so that what it has no use for is not loaded; the JVM's own log tells. */
class ClassLoadingIT {
    @TempDir
    private Path directory;

    @ForEachDatabase
    void aRunWithNothingToDoLoadsOnlyWhatItNeeds(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        Set<String> loaded = loaded(migrations.launcher(database), "All synced! No new migrations to apply! 🥳\n");
        check(database.engine(), loaded);
        if (System.getenv("MIGRI_JAVA") == null && Runtime.version().feature() < 25) {
            // the CompletableFuture of 25 cannot do without, and the suite names that one by the variable
            assertNone(loaded, "java.util.concurrent.ForkJoinPool"); // big decimals have one
        }
        assertNone(loaded, "java.lang.runtime.ObjectMethods"); // makes up the methods of records
        if (database.engine() == Engine.SQLITE) {
            assertNone(loaded, "java.util.logging."); // which the other drivers set up
        }
    }

    @ForEachDatabase
    void aRunThatAppliesSqlLoadsOnlyWhatItNeeds(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        migrations.file("0002_more", "CREATE TABLE more (id int);", "INSERT INTO more VALUES (1);");
        check(database.engine(), loaded(migrations.launcher(database), "Applying migrations\n0002_more...ok\n"));
    }

    private static void check(Engine engine, Set<String> loaded) {
        assertNone(loaded, "io.migri.jooq.");
        for (String annotation : List.of("Option", "Parameters", "Mixin", "Model$TypedMember", "Model$MethodParam")) {
            assertFalse(loaded.contains("picocli.CommandLine$" + annotation), annotation);
        }
        for (Driver driver : Driver.values()) {
            if (driver.dialect.equals(engine.dialect())) {
                assertTrue(loaded.stream().anyMatch(name -> name.startsWith(driver.packages)), "no driver: " + loaded);
            } else {
                assertNone(loaded, driver.packages);
                assertOnlyTheDialectItself(loaded, driver.dialect);
            }
        }
    }

    private static void assertNone(Set<String> loaded, String prefix) {
        assertEquals(
                List.of(),
                loaded.stream().filter(name -> name.startsWith(prefix)).toList());
    }

    /** Which has to be asked whether it is meant. */
    private static void assertOnlyTheDialectItself(Set<String> loaded, String dialect) {
        List<String> classes = loaded.stream()
                .filter(name -> name.startsWith("io.migri.dialect." + dialect + "."))
                .toList();
        assertTrue(classes.size() <= 1, classes::toString);
    }

    private Set<String> loaded(Launcher launcher, String expected) throws IOException, InterruptedException {
        Path log = directory.resolve("classes.log");
        ProcessBuilder builder = launcher.command();
        builder.environment().put("MIGRI_JAVA_OPTS", "-Xlog:class+load:file=" + log + ":none");
        try (ChildProcess process = ChildProcess.start(builder)) {
            ProcessResult result = process.result(Launcher.LIMIT);
            assertEquals(0, result.exitCode(), result::toString);
            assertEquals(expected, result.outputText());
        }
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            names.add(line.substring(0, line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ')));
        }
        assertTrue(names.contains("io.migri.cli.Main"), names::toString);
        return names;
    }

    private enum Driver {
        POSTGRESQL("postgresql", "org.postgresql."),
        MYSQL("mysql", "com.mysql."),
        SQLITE("sqlite", "org.sqlite.");

        private final String dialect;
        private final String packages;

        Driver(String dialect, String packages) {
            this.dialect = dialect;
            this.packages = packages;
        }
    }
}
