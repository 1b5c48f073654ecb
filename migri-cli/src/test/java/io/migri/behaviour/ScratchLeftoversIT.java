package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.event.MigrationListener;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs that are killed at each of their stages, or meet other runs, leave nothing that lasts. */
class ScratchLeftoversIT {
    private static final String SCRATCHES =
            "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'migri\\_dry\\_%'";
    private static final String WAITING =
            "SELECT id FROM information_schema.processlist WHERE state LIKE '%metadata lock%' AND lower(info) LIKE ";

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatIsKilledWhileCopyingIsRemovedByTheNextRun(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_next", "CREATE TABLE next (id int);");
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("LOCK TABLES keep WRITE");
            try (ChildProcess process = migrations.launcher(database).start("--dry-run")) {
                await(database, WAITING + "'%from%keep%'");
                process.kill9();
                process.result(Launcher.LIMIT);
            }
        }
        assertEquals(before, client.dump(database));
        assertRemovedByTheNext(database, migrations);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatIsKilledWhileDroppingIsRemovedByTheNextRun(Database database) throws Exception {
        Migrations migrations =
                begun(database).file("0002_next", "CREATE TABLE next (id int);", Sessions.sleep(database));
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        try (Connection other = database.connect();
                Statement statement = other.createStatement();
                ChildProcess process = migrations.launcher(database).start("--dry-run")) {
            process.awaitOutput("Applying migrations\n", Launcher.LIMIT);
            statement.execute("START TRANSACTION");
            statement.execute(
                    "SELECT * FROM `" + Inspection.rows(database, SCRATCHES).get(0) + "`.keep");
            Sessions.wake(database);
            await(database, WAITING + "'drop database%'");
            process.kill9();
            process.result(Launcher.LIMIT);
            statement.execute("ROLLBACK");
        }
        assertEquals(before, client.dump(database));
        migrations.file("0002_next", "CREATE TABLE next (id int);");
        assertRemovedByTheNext(database, migrations);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void twoAtOnceDoNotMeet(Database database) throws Exception {
        Migrations migrations =
                begun(database).file("0002_slow", "CREATE TABLE slow (id int);", Sessions.sleep(database));
        try (ChildProcess first = migrations.launcher(database).start("--dry-run")) {
            Sessions.await(database, Sessions.ASLEEP);
            migrations.file("0002_slow", "CREATE TABLE slow (id int);");
            ProcessResult second = migrations.launcher(database).run("--dry-run", "--lock-wait", "1s");
            assertEquals(0, second.exitCode(), second::toString);
            Sessions.wake(database);
            ProcessResult done = first.result(Launcher.LIMIT);
            assertEquals(0, done.exitCode(), done::toString);
            assertEquals(second.outputText(), done.outputText());
        }
        assertEquals(List.of(), Inspection.rows(database, SCRATCHES));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aRunNeedNotWaitForWhatIsRehearsedInACopy(Database database) throws Exception {
        Migrations migrations =
                begun(database).file("0002_slow", "CREATE TABLE slow (id int);", Sessions.sleep(database));
        try (ChildProcess dry = migrations.launcher(database).start("--dry-run")) {
            Sessions.await(database, Sessions.ASLEEP);
            migrations.file("0002_slow", "CREATE TABLE slow (id int);");
            ProcessResult real = migrations.launcher(database).run("--lock-wait", "1s");
            assertEquals(0, real.exitCode(), real::toString);
            assertEquals(
                    1, Inspection.rows(database, SCRATCHES).size(), "the copy of a dry run under way is left alone");
            Sessions.wake(database);
            ProcessResult done = dry.result(Launcher.LIMIT);
            assertEquals(0, done.exitCode(), done::toString);
        }
        assertEquals(List.of(), Inspection.rows(database, SCRATCHES));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aDryRunWaitsForARunAsLongAsItIsTold(Database database) throws Exception {
        Migrations migrations =
                begun(database).file("0002_slow", "CREATE TABLE slow (id int);", Sessions.sleep(database));
        try (ChildProcess real = migrations.launcher(database).start()) {
            Sessions.await(database, Sessions.ASLEEP);
            ProcessResult dry = migrations.launcher(database).run("--dry-run", "--lock-wait", "1s");
            assertEquals(5, dry.exitCode(), dry::toString);
            assertEquals("", dry.outputText());
            assertEquals(List.of(), Inspection.rows(database, SCRATCHES));
            Sessions.wake(database);
            assertEquals(0, real.result(Launcher.LIMIT).exitCode());
        }
    }

    /** The server of a killed run works on, and ends its session, and with it the lock, while the next dry run is at work. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatAServerGivesUpDuringTheNextDryRunIsRemovedAtItsEnd(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_next", "CREATE TABLE next (id int);");
        List<String> names = new ArrayList<>();
        dryRun(database, migrations, () -> names.addAll(Inspection.rows(database, SCRATCHES)));
        String leftover = names.get(0);
        try (Connection killed = database.connect();
                Statement statement = killed.createStatement()) {
            statement.execute("CREATE DATABASE `" + leftover + "`");
            statement.execute("SELECT GET_LOCK('" + leftover + "', 0)");
            dryRun(database, migrations, () -> statement.execute("SELECT RELEASE_LOCK('" + leftover + "')"));
        }
        assertEquals(List.of(), Inspection.rows(database, SCRATCHES));
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static void dryRun(Database database, Migrations migrations, Action duringIt) {
        Migri.builder()
                .target(database.config())
                .directory(migrations.directory())
                .listener(new MigrationListener() {
                    @Override
                    public void started(Started event) {
                        try {
                            duringIt.run();
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                })
                .build()
                .dryRun();
    }

    private static void assertRemovedByTheNext(Database database, Migrations migrations) throws Exception {
        await(
                database,
                "SELECT 1 FROM (SELECT count(*) AS n FROM information_schema.processlist"
                        + " WHERE lower(info) LIKE 'insert into%migri%' OR lower(info) LIKE 'drop database%') l WHERE n = 0");
        ProcessResult next = migrations.launcher(database).run("--dry-run", "--lock-wait", "20s");
        assertEquals(0, next.exitCode(), next::toString);
        assertEquals(List.of(), Inspection.rows(database, SCRATCHES));
    }

    private static void await(Database database, String query) throws SQLException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (Inspection.rows(database, query).isEmpty()) {
            assertTrue(System.nanoTime() < end, query);
            Thread.sleep(50);
        }
    }

    private Migrations begun(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        return migrations;
    }
}
