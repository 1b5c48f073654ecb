package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.everything;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigrationReport;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;

/** Files that are applied again whenever they have changed, on every database. */
class RepeatableIT {
    private static final String HEAD = "-- migri: repeatable";
    private static final int ROUNDS = LongerSuite.share(8);

    @TempDir
    private Path directory;

    private Migrations migrations() throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        Files.createDirectories(migrations.directory().resolve("repeatable"));
        return migrations;
    }

    private static Migrations views(Migrations migrations, String column) throws Exception {
        return migrations
                .file(
                        "repeatable/all_of_it",
                        HEAD,
                        "-- migri: depends base",
                        "DROP VIEW IF EXISTS all_of_it;",
                        "CREATE VIEW all_of_it AS SELECT * FROM base;")
                .file(
                        "repeatable/base",
                        HEAD,
                        "DROP VIEW IF EXISTS all_of_it;",
                        "DROP VIEW IF EXISTS base;",
                        "CREATE VIEW base AS SELECT " + column + " FROM keep;");
    }

    private static List<String> names(MigrationReport report) {
        return report.applied().stream().map(MigrationReport.Applied::name).toList();
    }

    @ForEachDatabase
    void areAppliedBehindTheMigrationsAndAgainWhenTheyHaveChanged(Database database) throws Exception {
        Migrations migrations = views(migrations(), "id");

        assertEquals(
                List.of("0001_keep", "repeatable/base", "repeatable/all_of_it"), names(migrations.migrate(database)));
        assertEquals(List.of(), names(migrations.migrate(database)));
        assertEquals(List.of("0001_keep"), applied(database));
        assertEquals(List.of("1"), rows(database, "SELECT * FROM all_of_it"));

        views(migrations, "id + 1 AS more, id");
        assertEquals(List.of("repeatable/base", "repeatable/all_of_it"), names(migrations.migrate(database)));
        assertEquals(List.of("2|1"), rows(database, "SELECT * FROM all_of_it"));
        assertEquals(List.of("all_of_it", "base"), rows(database, "SELECT name FROM migri_repeat ORDER BY name"));
        assertEquals(List.of(), names(migrations.migrate(database)));
    }

    @ForEachDatabase
    void aDryRunLeavesNothing(Database database) throws Exception {
        Migrations migrations = views(migrations(), "id");
        migrations.on(database).to("0001_keep").build().migrate();
        List<String> before = everything(database);

        assertEquals(
                List.of("repeatable/base", "repeatable/all_of_it"),
                names(migrations.on(database).report(true).build().dryRun()));
        assertEquals(before, everything(database));

        migrations.migrate(database);
        views(migrations, "id + 1 AS more").file("0002_more", "INSERT INTO keep VALUES (2);");
        List<String> then = everything(database);
        assertEquals(
                List.of("0002_more", "repeatable/base", "repeatable/all_of_it"),
                names(migrations.on(database).build().dryRun()));
        assertEquals(then, everything(database));
    }

    @ForEachDatabase
    void aHistoryOfAnotherNameHasItsOwn(Database database) throws Exception {
        Migrations migrations = views(migrations(), "id");
        migrations.on(database).historyTable("shop_history").build().migrate();

        assertEquals(
                List.of("all_of_it", "base"),
                rows(database, "SELECT name FROM shop_history_migri_repeat ORDER BY name"));
        assertEquals(
                List.of(
                        "shop_history|0001_keep",
                        "shop_history_migri_repeat|all_of_it",
                        "shop_history_migri_repeat|base"),
                rows(database, "SELECT history, name FROM shop_history_migri_source ORDER BY 1, 2"));
    }

    @ForEachDatabase
    void twoRunsAtOnceApplyEachOnce(Database database) throws Exception {
        Migrations migrations = migrations();
        for (int i = 0; i < 5; i++) {
            migrations.file("repeatable/r" + i, HEAD, "INSERT INTO keep VALUES (" + (10 + i) + ");");
        }
        migrations.migrate(database);
        for (int i = 0; i < 5; i++) {
            migrations.file("repeatable/r" + i, HEAD, "INSERT INTO keep VALUES (" + (20 + i) + ");");
        }
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<MigrationReport>> runs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                runs.add(two.submit(() -> migrations.migrate(database)));
            }
            int applied = 0;
            for (Future<MigrationReport> run : runs) {
                applied += names(run.get()).size();
            }
            assertEquals(5, applied);
        } finally {
            two.shutdownNow();
        }
        assertEquals(
                List.of("20", "21", "22", "23", "24"), rows(database, "SELECT id FROM keep WHERE id > 19 ORDER BY id"));
    }

    @ForEachDatabase
    void aFailingOneLeavesTheOldRow(Database database) throws Exception {
        Migrations migrations = migrations();
        migrations.file("repeatable/r", HEAD, "INSERT INTO keep VALUES (10);").migrate(database);
        List<String> before = everything(database);
        migrations.file("repeatable/r", HEAD, "INSERT INTO keep VALUES (11);", "INSERT INTO missing VALUES (1);");

        ProcessResult result = migrations.launcher(database).run();

        assertEquals(3, result.exitCode(), result::toString);
        assertTrue(result.errorText().contains("= rolled back: repeatable/r (database unchanged)"), result::toString);
        assertEquals(before, everything(database));
        migrations.file("repeatable/r", HEAD, "INSERT INTO keep VALUES (11);").migrate(database);
        assertEquals(List.of("11"), rows(database, "SELECT id FROM keep WHERE id > 10"));
    }

    /** On databases whose DDL commits, the journal has to remember how far each came. */
    @ForEachDatabase
    void killedAnywhereEachTextIsAppliedExactlyOnce(Database database) throws Exception {
        Migrations migrations = migrations();
        migrations.file("0002_tally", "CREATE TABLE tally (name varchar(20), text int, part int);");
        migrations.migrate(database);
        Random random = new Random(4711);
        int killed = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            write(migrations, round);
            try (ChildProcess process = migrations.launcher(database).start("--lock-wait", "10s")) {
                process.awaitOutput("repeatable/r0" + random.nextInt(6) + "...ok\n", Launcher.LIMIT);
                Thread.sleep(random.nextInt(10));
                process.kill9();
                killed += process.result(Launcher.LIMIT).exitCode() != 0 ? 1 : 0;
            }
            ProcessResult next = migrations.launcher(database).run("--lock-wait", "10s");
            assertEquals(0, next.exitCode(), next::toString);
            assertEquals(
                    List.of(),
                    rows(
                            database,
                            "SELECT name, text, part, count(*) FROM tally GROUP BY name, text, part HAVING count(*) <> 1"),
                    "round " + round);
            assertEquals(
                    List.of(Integer.toString(round * 20)),
                    rows(database, "SELECT count(*) FROM tally"),
                    "round " + round);
        }
        assertTrue(killed > ROUNDS / 2, killed + " runs were killed in time");
    }

    private static void write(Migrations migrations, int round) throws Exception {
        for (int i = 0; i < 10; i++) {
            migrations.file(
                    "repeatable/r0" + i,
                    HEAD,
                    tally(i, round, 1),
                    "DROP VIEW IF EXISTS v" + i + ";",
                    "CREATE VIEW v" + i + " AS SELECT " + round + " AS round;",
                    tally(i, round, 2));
        }
    }

    private static String tally(int file, int round, int part) {
        return "INSERT INTO tally VALUES ('r0" + file + "', " + round + ", " + part + ");";
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void theirTableIsMadeInASchemaThatTheFirstMigrationMakes(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory).file("0001_schema", "CREATE SCHEMA shop;");
        Files.createDirectories(migrations.directory().resolve("repeatable"));
        migrations.file("repeatable/v", HEAD, "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");

        ProcessResult result = migrations.launcher(database).run("--db-schema", "shop");

        assertEquals(0, result.exitCode(), result::toString);
        assertEquals(List.of("v"), rows(database, "SELECT name FROM shop.migri_repeat"));
        assertEquals(List.of("1"), rows(database, "SELECT one FROM shop.v"));
        ProcessResult next = migrations.launcher(database).run("--db-schema", "shop");
        assertEquals(0, next.exitCode(), next::toString);
        assertTrue(next.outputText().contains("All synced!"), next::toString);
    }

    @ForEachDatabase
    void theCommandLineTellsWhyAndABaselineMarksThem(Database database) throws Exception {
        Migrations migrations = views(migrations(), "id");
        Launcher launcher = migrations.launcher(database);
        ProcessResult marked = launcher.call(List.of("baseline", "--to", "0001_keep", "--repeatables"));
        assertEquals(0, marked.exitCode(), marked::toString);
        assertTrue(launcher.run().outputText().contains("All synced!"));
        database.execute("CREATE TABLE keep (id int)");
        views(migrations, "id + 1 AS more");

        ProcessResult status = launcher.call(List.of("status"));
        assertTrue(status.outputText().contains("repeatable/base"), status::toString);
        assertTrue(status.outputText().contains("its text has changed"), status::toString);
        ProcessResult result = launcher.run();

        assertEquals(0, result.exitCode(), result::toString);
        assertEquals("Applying migrations\nrepeatable/base...ok\nrepeatable/all_of_it...ok\n", result.outputText());
        assertTrue(
                result.errorText().contains("repeatable/base: is applied, for its text has changed"), result::toString);
    }

    @ForEachDatabase
    void theDatabasesOwnClientAppliesThem(Database database) throws Exception {
        Migrations migrations = views(migrations(), "id");

        assertEquals(List.of("0001_keep", "repeatable/base", "repeatable/all_of_it"), byClient(migrations, database));
        assertEquals(List.of("1"), rows(database, "SELECT * FROM all_of_it"));
        assertEquals(List.of(), names(migrations.migrate(database)));

        views(migrations, "id + 1 AS more, id");
        assertEquals(List.of("repeatable/base", "repeatable/all_of_it"), byClient(migrations, database));
        assertEquals(List.of("2|1"), rows(database, "SELECT * FROM all_of_it"));
        assertEquals(List.of(), names(migrations.migrate(database)));
    }

    private List<String> byClient(Migrations migrations, Database database) throws Exception {
        StringBuilder script = new StringBuilder();
        List<String> names = migrations.on(database).build().script(script);
        Path file = Files.writeString(directory.resolve("script.sql"), script);
        ProcessResult result = ReferenceClient.of(database.engine()).runWritten(database, file);
        assertEquals(0, result.exitCode(), result::toString);
        return names;
    }

    @ForEachDatabase(Engine.SQLITE)
    void thePythonToolSeesMigrationsAlone(Database database) throws Exception {
        views(migrations(), "id").migrate(database);

        assertEquals(List.of("0001_keep"), rows(database, "SELECT name FROM applied_migration"));
    }
}
