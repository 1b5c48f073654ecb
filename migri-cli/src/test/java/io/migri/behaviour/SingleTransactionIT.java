package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** All that is pending in one transaction, on databases. */
class SingleTransactionIT {
    private static final String NOTHING = "nothing was applied";

    @TempDir
    private Path directory;

    private Migri together(Database database, Migrations migrations) {
        return migrations
                .on(database)
                .singleTransaction(true)
                .setting("python.engine", "process")
                .build();
    }

    private static MigrationFailedException failure(Migri migri) {
        return assertThrows(MigrationFailedException.class, migri::migrate);
    }

    /** With a table {@code keep} that is there already. */
    private Migrations begun(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        return migrations;
    }

    @ForEachDatabase
    void allIsAppliedAndRecorded(Database database) throws Exception {
        Migrations migrations = begun(database)
                .file("0002_two", "INSERT INTO keep VALUES (2);", "INSERT INTO keep VALUES (3);")
                .file("0003_three", "UPDATE keep SET id = id + 10;");

        MigrationReport report = together(database, migrations).migrate();

        assertEquals(2, report.applied().size());
        assertEquals(List.of("11", "12", "13"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_two", "0003_three"), Inspection.applied(database));
        assertEquals(List.of(), together(database, migrations).migrate().results());
        assertEquals(List.of(), migrations.on(database).build().history().validate());
    }

    @ForEachDatabase
    void aFailureLeavesTheDatabaseAsItWas(Database database) throws Exception {
        Migrations migrations = begun(database)
                .file("0002_two", "INSERT INTO keep VALUES (2);")
                .file("0003_three", "INSERT INTO keep VALUES (3);", "INSERT INTO missing VALUES (3);")
                .file("0004_four", "INSERT INTO keep VALUES (4);");
        List<String> before = Inspection.everything(database);

        MigrationFailedException failure = failure(together(database, migrations));

        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals("0003_three", failure.migration());
        assertEquals(2, failure.position().orElseThrow().line());
        assertEquals(before, Inspection.everything(database));
        migrations.file("0003_three", "INSERT INTO keep VALUES (3);");
        assertEquals(3, together(database, migrations).migrate().applied().size());
    }

    @ForEachDatabase
    void theCommandLineSaysThatNothingWasApplied(Database database) throws Exception {
        Migrations migrations = begun(database)
                .file("0002_two", "INSERT INTO keep VALUES (2);")
                .file("0003_three", "INSERT INTO missing VALUES (3);")
                .file("0004_four", "INSERT INTO keep VALUES (4);");

        ProcessResult result = migrations.launcher(database).run("--single-transaction");

        assertEquals(3, result.exitCode(), result::toString);
        List<String> lines = result.outputText().lines().toList();
        assertEquals("0002_two...fail [rolled back with all of the run]", lines.get(1), result::toString);
        assertTrue(lines.get(2).startsWith("0003_three...fail ["), result::toString);
        assertEquals("0004_four...fail [previous migration failed]", lines.get(3), result::toString);
        assertTrue(result.errorText().contains(NOTHING), result::toString);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatCommitsIsRefusedWithItsPlace(Database database) throws Exception {
        Migrations migrations = begun(database)
                .file("0002_two", "INSERT INTO keep VALUES (2);")
                .file("0003_three", "INSERT INTO keep VALUES (3);", "  CREATE TABLE more (id int);");

        ProcessResult result = migrations.launcher(database).run("--single-transaction");

        assertEquals(6, result.exitCode(), result::toString);
        assertEquals("", result.outputText());
        assertTrue(result.errorText().contains("0003_three.sql:2:3"), result::toString);
        assertTrue(result.errorText().contains("commits what came before it"), result::toString);
        assertEquals(List.of("1"), rows(database, "SELECT id FROM keep"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aTableWithoutTransactionsIsRefused(Database database) throws Exception {
        database.execute("CREATE TABLE plain (id int) ENGINE = MyISAM");
        Migrations migrations = begun(database).file("0002_two", "INSERT INTO plain VALUES (2);");

        assertEquals(
                ErrorCode.VALIDATION,
                assertThrows(MigriException.class, together(database, migrations)::migrate)
                        .code());
        assertEquals(List.of(), rows(database, "SELECT id FROM plain"));
    }

    @ForEachDatabase(Engine.SQLITE)
    void aPragmaThatATransactionPassesOverIsRefused(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_two", "PRAGMA foreign_keys = ON;", "DELETE FROM keep;");

        MigriException refusal = assertThrows(MigriException.class, together(database, migrations)::migrate);

        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertEquals(1, refusal.position().orElseThrow().line());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void definitionsShareItToo(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file("0001_one", "CREATE TABLE one (id int);")
                .file("0002_two", "ALTER TABLE one ADD COLUMN name varchar(9);", "INSERT INTO one VALUES (1, 'a');")
                .file("0003_three", "CREATE TABLE three (id int);", "INSERT INTO missing VALUES (1);");

        assertEquals(
                DatabaseState.UNCHANGED, failure(together(database, migrations)).state());
        assertTrue(Inspection.tables(database).stream().noneMatch(List.of("one", "three")::contains));
        migrations.file("0003_three", "CREATE TABLE three (id int);");
        together(database, migrations).migrate();

        assertEquals(List.of("a"), rows(database, "SELECT name FROM one"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void pythonJoinsIt(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_two", "INSERT INTO keep VALUES (2);");
        Files.writeString(migrations.directory().resolve("0003_three.py"), """
                async def migrate(conn):
                    await conn.execute("INSERT INTO keep VALUES (3)")
                    if hasattr(conn, "commit"):
                        await conn.commit()
                    return True
                """);
        migrations.file("0004_four", "INSERT INTO missing VALUES (4);");

        assertEquals(
                DatabaseState.UNCHANGED, failure(together(database, migrations)).state());
        assertEquals(List.of("1"), rows(database, "SELECT id FROM keep ORDER BY id"));
        migrations.file("0004_four", "INSERT INTO keep VALUES (4);");
        together(database, migrations).migrate();

        assertEquals(List.of("1", "2", "3", "4"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(4, Inspection.applied(database).size());
    }

    @ForEachDatabase
    void pythonThatMayCommitIsRefused(Database database) throws Exception {
        Migrations migrations = begun(database);
        Files.writeString(migrations.directory().resolve("0002_two.py"), """
                # migri: no-transaction
                async def migrate(conn):
                    return True
                """);

        MigriException refusal = assertThrows(MigriException.class, together(database, migrations)::migrate);

        assertEquals(ErrorCode.VALIDATION, refusal.code(), refusal::getMessage);
    }

    /** What Migri's own statements need until the end of the transaction does not reach the next file. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void aFileFindsTheSessionAsByItself(Database database) throws Exception {
        String look = "INSERT INTO found SELECT name || '=' || setting FROM pg_settings WHERE name IN"
                + " ('statement_timeout', 'lock_timeout', 'row_security', 'search_path', 'work_mem') ORDER BY 1;";
        database.execute("CREATE TABLE found (setting text)");
        Migrations migrations = Migrations.in(directory)
                .file("0001_one", look)
                .file(
                        "0002_two",
                        "SET work_mem = '77MB';",
                        "SET LOCAL statement_timeout = '77s';",
                        "SET search_path = x;")
                .file("0003_three", look);

        together(database, migrations).migrate();

        assertEquals(
                List.of("2", "2", "2", "2", "2"),
                rows(database, "SELECT count(*) FROM found GROUP BY setting"),
                () -> "found different settings");
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void deferredConstraintsAreLookedAtBehindEachFileAndDeferredAgain(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_one",
                        "CREATE TABLE parent (id int PRIMARY KEY);",
                        "CREATE TABLE child (id int REFERENCES parent DEFERRABLE INITIALLY DEFERRED);")
                .file("0002_two", "INSERT INTO child VALUES (1);", "INSERT INTO parent VALUES (1);")
                .file("0003_three", "INSERT INTO child VALUES (2);")
                .file("0004_four", "INSERT INTO parent VALUES (2);");

        MigrationFailedException failure = failure(together(database, migrations));

        assertEquals("0003_three", failure.migration());
        migrations.file("0003_three", "INSERT INTO child VALUES (1);");
        assertEquals(4, together(database, migrations).migrate().applied().size());
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void pendingTriggersAreSettledWithinTheFile(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_one",
                        "CREATE TABLE parent (id int PRIMARY KEY);",
                        "CREATE TABLE child (id int REFERENCES parent DEFERRABLE INITIALLY DEFERRED);",
                        "INSERT INTO parent VALUES (1);")
                .file("0002_two", "INSERT INTO child VALUES (1);", "ALTER TABLE child ADD COLUMN name text;");

        together(database, migrations).migrate();

        assertEquals(List.of("1"), rows(database, "SELECT id FROM child"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void whatNeedsACommitFailsAndSaysWhatHelps(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file("0001_one", "CREATE TYPE mood AS ENUM ('a');", "CREATE TABLE m (mood mood);")
                .file("0002_two", "DO $$ BEGIN COMMIT; END $$;");

        MigriException refusal = assertThrows(MigriException.class, together(database, migrations)::migrate);

        assertTrue(refusal.getMessage().contains("Migri.Builder.singleTransaction"), refusal::getMessage);
        assertEquals(List.of(), Inspection.applied(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aMissingSchemaIsMadeInIt(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file("0001_one", "CREATE SCHEMA app;")
                .file("0002_two", "CREATE TABLE app.two (id int);");
        Migri migri = Migri.builder()
                .target(io.migri.api.ConnectionConfig.builder(database.config().database())
                        .dialect("postgresql")
                        .host(database.host())
                        .port(database.port())
                        .user(database.user())
                        .password(database.config().password().orElseThrow())
                        .schema("app")
                        .build())
                .directory(migrations.directory())
                .singleTransaction(true)
                .build();

        assertEquals(2, migri.migrate().applied().size());
        assertEquals(List.of("2"), rows(database, "SELECT count(*) FROM app.applied_migration"));
        assertEquals(List.of(), migri.migrate().results());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void eachFileIsOneRoundTripAndItsTransactionTwoMore(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002", "INSERT INTO keep VALUES (2);");
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            int one = roundTrips(database, migrations, proxy);
            for (int i = 0; i < 5; i++) {
                migrations.file("100" + i, "INSERT INTO keep VALUES (5);", "SELECT id FROM keep;");
            }
            assertEquals(one + 4, roundTrips(database, migrations, proxy));
        }
    }

    private int roundTrips(Database database, Migrations migrations, TcpProxy proxy) throws Exception {
        proxy.resetCount();
        together(database.through(proxy.port()), migrations).migrate();
        proxy.awaitSilence(Launcher.LIMIT);
        return proxy.roundTripsOfTheFirst();
    }
}
