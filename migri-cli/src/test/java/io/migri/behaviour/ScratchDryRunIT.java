package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs where DDL commits, so that they happen in a copy, from the command line. */
class ScratchDryRunIT {
    private static final String SCRATCHES =
            "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'migri\\_dry\\_%'";

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void executesEverythingAndLeavesNothing(Database database) throws Exception {
        Migrations migrations = begun(database)
                .file(
                        "0002_more",
                        "ALTER TABLE keep ADD COLUMN name varchar(10) NOT NULL DEFAULT 'x';",
                        "INSERT INTO `" + database.name() + "`.keep VALUES (2, 'two');",
                        "CREATE VIEW names AS SELECT name FROM keep;");
        Files.writeString(migrations.directory().resolve("0003_check.py"), """
                async def migrate(conn):
                    async with conn.cursor() as cur:
                        await cur.execute("INSERT INTO keep (id) VALUES (3)")
                        await cur.execute("SELECT count(*) FROM names")
                        return (await cur.fetchone())[0] == 3
                """);
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        ProcessResult dry = migrations.launcher(database).run("--dry-run", "-l", "info", "--python-engine", "process");
        assertEquals(0, dry.exitCode(), dry::toString);
        assertEquals("""
                Applying migrations
                0002_more...ok
                0003_check...ok
                Successfully applied migrations in dry run mode.
                """, dry.outputText());
        assertTrue(dry.errorText().contains("info: copied 4 tables with 3 rows, and 0 views"), dry::toString);
        assertEquals(before, client.dump(database));
        assertNoScratch(database);
        ProcessResult real = migrations.launcher(database).run("--python-engine", "process");
        assertEquals(0, real.exitCode(), real::toString);
        assertEquals(List.of("3"), Inspection.rows(database, "SELECT count(*) FROM names"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aFailureIsToldAsInEarnestAndLeavesNothing(Database database) throws Exception {
        Migrations migrations = begun(database)
                .file(
                        "0002_half",
                        "CREATE TABLE half (id int);",
                        "INSERT INTO half VALUES (1);",
                        "ALTER TABLE " + database.name() + ".nowhere ADD x int;")
                .file("0003_next", "SELECT 1;");
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        ProcessResult dry = migrations.launcher(database).run("--dry-run");
        assertEquals(3, dry.exitCode(), dry::toString);
        assertEquals("""
                Applying migrations
                0002_half...fail [Table '%s.nowhere' doesn't exist]
                0003_next...fail [previous migration failed]
                """.formatted(database.name()), dry.outputText());
        assertTrue(dry.errorText().contains("0002_half.sql:3:"), dry::toString);
        assertTrue(dry.errorText().contains("= rolled back: the dry run (database unchanged)"), dry::toString);
        assertFalse(dry.errorText().contains("migri_dry"), dry::toString);
        assertEquals(before, client.dump(database));
        assertNoScratch(database);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatLeavesTheDatabaseIsRefusedWithItsPlaceBeforeAnythingIsDone(Database database) throws Exception {
        Migrations migrations = begun(database)
                .file("0002_grant", "CREATE TABLE t (id int);", "GRANT SELECT ON t TO somebody;")
                .file("0003_global", "SELECT 1;", "", "  SET GLOBAL max_connections = 17;");
        ProcessResult dry = migrations.launcher(database).run("--dry-run");
        assertEquals(6, dry.exitCode(), dry::toString);
        assertEquals("", dry.outputText());
        assertTrue(dry.errorText().contains("a dry run cannot execute 2 of the statements"), dry::toString);
        assertTrue(
                dry.errorText().contains("0002_grant.sql:2:1: GRANT changes the server, not only this database"),
                dry::toString);
        assertTrue(
                dry.errorText().contains("0003_global.sql:3:3: SET GLOBAL changes the server, not only this database"),
                dry::toString);
        assertNoScratch(database);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void pythonIsRefusedTheSame(Database database) throws Exception {
        Migrations migrations = begun(database);
        Files.writeString(migrations.directory().resolve("0002_global.py"), """
                async def migrate(conn):
                    async with conn.cursor() as cur:
                        await cur.execute("SET @a = 1")
                        await cur.execute("FLUSH TABLES")
                    return True
                """);
        ProcessResult dry = migrations.launcher(database).run("--dry-run", "--python-engine", "process");
        assertEquals(3, dry.exitCode(), dry::toString);
        assertTrue(
                dry.errorText()
                        .contains(
                                "a dry run cannot execute this statement: FLUSH changes the server, not only this database"),
                dry::toString);
        assertNoScratch(database);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatTheDataForbidsIsFoundWithAllRows(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_unique", "ALTER TABLE many ADD UNIQUE (n);");
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            rows.add("(" + i + ", " + Math.min(i, 1490) + ")");
        }
        database.execute(
                "CREATE TABLE many (id int PRIMARY KEY, n int)", "INSERT INTO many VALUES " + String.join(",", rows));
        ProcessResult some = migrations.launcher(database).run("--dry-run", "-l", "info");
        assertEquals(0, some.exitCode(), some::toString);
        assertTrue(some.errorText().contains("not all rows were copied: many"), some::toString);
        ProcessResult all = migrations.launcher(database).run("--dry-run", "--dry-run-rows", "all");
        assertEquals(3, all.exitCode(), all::toString);
        assertTrue(all.outputText().contains("Duplicate entry '1490' for key"), all::toString);
        ProcessResult none = migrations.launcher(database).run("--dry-run", "--dry-run-rows", "none");
        assertEquals(2, none.exitCode(), none::toString);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void goesOnWhereAFailedRunEnded(Database database) throws Exception {
        Migrations migrations =
                begun(database).file("0002_half", "CREATE TABLE half (id int);", "ALTER TABLE nowhere ADD x int;");
        assertEquals(4, migrations.launcher(database).run().exitCode());
        database.execute("CREATE TABLE nowhere (id int)");
        ProcessResult dry = migrations.launcher(database).run("--dry-run");
        assertEquals(0, dry.exitCode(), dry::toString);
        ProcessResult real = migrations.launcher(database).run();
        assertEquals(0, real.exitCode(), real::toString);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aSignalDropsTheCopy(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_slow", Slow.cancellable(database.engine()));
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        try (ChildProcess process = migrations.launcher(database).start("--dry-run")) {
            Sessions.await(database, "info LIKE 'INSERT INTO keep SELECT count%'");
            process.signal("TERM");
            ProcessResult stopped = process.result(Launcher.LIMIT);
            assertEquals(143, stopped.exitCode(), stopped::toString);
        }
        assertNoScratch(database);
        assertEquals(before, client.dump(database));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aSignalWhileCopyingDropsTheCopy(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_next", "SELECT 1;");
        try (Connection other = database.connect();
                Statement statement = other.createStatement();
                ChildProcess process = locked(statement, migrations.launcher(database))) {
            process.awaitErrors("the dry run makes a copy of ", Launcher.LIMIT);
            Sessions.await(database, Sessions.WAITING_FOR_A_TABLE);
            process.signal("TERM");
            ProcessResult stopped = process.result(Launcher.LIMIT);
            assertEquals(143, stopped.exitCode(), stopped::toString);
            assertEquals("", stopped.outputText());
        }
        assertNoScratch(database);
    }

    private static ChildProcess locked(Statement statement, Launcher launcher) throws Exception {
        statement.execute("LOCK TABLES keep WRITE");
        return launcher.start("--dry-run", "-l", "info");
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void theNextRunDropsTheCopyOfAKilledOne(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_slow", "SELECT sleep(600);");
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        try (ChildProcess process = migrations.launcher(database).start("--dry-run")) {
            Sessions.await(database, Sessions.ASLEEP);
            process.kill9();
            process.result(Launcher.LIMIT);
        }
        assertEquals(before, client.dump(database));
        assertEquals(1, Inspection.rows(database, SCRATCHES).size(), "left behind");
        Sessions.end(database);
        ProcessResult next =
                migrations.file("0002_slow", "SELECT 1;").launcher(database).run("--lock-wait", "20s");
        assertEquals(0, next.exitCode(), next::toString);
        assertNoScratch(database);
    }

    private Migrations begun(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        return migrations;
    }

    private static void assertNoScratch(Database database) throws SQLException {
        assertEquals(List.of(), Inspection.rows(database, SCRATCHES));
    }
}
