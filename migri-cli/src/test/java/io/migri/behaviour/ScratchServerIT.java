package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.TestDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dry runs on a server that was named for it, from the command line; mostly it is the same one by another account. */
class ScratchServerIT {
    private static final String SCRATCHES =
            "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'migri\\_dry\\_%'";
    private static final String PASSWORD = "s3cr@t/word";

    private final String reader = "r" + UUID.randomUUID().toString().substring(0, 8);
    private final String writer = "w" + reader;

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void rehearsesElsewhereWhatTheUserMayOnlyReadHere(Database database) throws Exception {
        Migrations migrations = begun(database)
                .file(
                        "0002_more",
                        "ALTER TABLE keep ADD COLUMN name varchar(10) NOT NULL DEFAULT 'x';",
                        "INSERT INTO `" + database.name() + "`.keep VALUES (2, 'two');");
        Files.writeString(migrations.directory().resolve("0003_check.py"), """
                import os
                async def migrate(conn):
                    async with conn.cursor() as cur:
                        await cur.execute("SELECT count(*) FROM keep")
                        return (await cur.fetchone())[0] == 2 and not [n for n in os.environ if "DRY_RUN" in n]
                """);
        createAccounts(database);
        try {
            Launcher launcher = migrations.launcher(database.withUser(reader, PASSWORD));
            ReferenceClient client = ReferenceClient.of(database.engine());
            String before = client.dump(database);
            ProcessResult denied = launcher.run("--dry-run");
            assertEquals(1, denied.exitCode(), denied::toString);
            assertTrue(
                    denied.errorText().contains("name another server to rehearse on by --dry-run-url"),
                    denied::toString);
            assertTrue(denied.errorText().contains("GRANT ALL ON `migri\\_dry\\_%`.* TO '" + reader), denied::toString);
            ProcessResult dry = run(launcher, "-l", "debug", "--python-engine", "process");
            assertEquals(0, dry.exitCode(), dry::toString);
            assertEquals("""
                    Applying migrations
                    0002_more...ok
                    0003_check...ok
                    Successfully applied migrations in dry run mode.
                    """, dry.outputText());
            assertTrue(dry.errorText().contains("info: the server to rehearse on is "), dry::toString);
            assertFalse(dry.errorText().contains(PASSWORD), dry::toString);
            assertEquals(before, client.dump(database));
            assertNoScratch(database);
        } finally {
            dropAccounts(database);
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void theReportTellsOfTheRealTables(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_wider", "ALTER TABLE keep MODIFY id bigint;");
        createAccounts(database);
        try {
            ProcessResult dry = run(migrations.launcher(database.withUser(reader, PASSWORD)), "--report");
            assertEquals(0, dry.exitCode(), dry::toString);
            assertTrue(dry.outputText().contains("rewrites `keep` (16 kB, "), dry::toString);
        } finally {
            dropAccounts(database);
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void neverTellsThePasswordAndNamesTheServerThatCannotBeReached(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_next", "SELECT 1;");
        ConnectionConfig here = database.config();
        String url = "mysql://nobody:s3cr%40t%2Fword@" + here.host().orElseThrow() + ":" + database.port()
                + "?allowPublicKeyRetrieval=true";
        ProcessResult dry = migrations.launcher(database).run("--dry-run", "--dry-run-url", url, "-l", "debug");
        assertEquals(1, dry.exitCode(), dry::toString);
        assertTrue(
                dry.errorText()
                        .contains("the server to rehearse on cannot be used, nobody@"
                                + here.host().orElseThrow() + ":" + database.port()),
                dry::toString);
        assertFalse(dry.errorText().contains(PASSWORD), dry::toString);
        assertFalse(dry.errorText().contains("s3cr%40t"), dry::toString);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aSignalWhileRowsTravelDropsTheCopy(Database database) throws Exception {
        Migrations migrations = begun(database).file("0002_next", "SELECT 1;");
        database.execute(
                "CREATE VIEW digits AS SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                        + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9",
                "CREATE TABLE large (id int AUTO_INCREMENT PRIMARY KEY, text varchar(400))",
                "INSERT INTO large (text) SELECT repeat('x', 400) FROM digits a, digits b, digits c, digits d, digits e");
        createAccounts(database);
        try (ChildProcess process = start(migrations.launcher(database), "-l", "info", "--dry-run-rows", "all")) {
            process.awaitErrors("the dry run makes a copy of ", Launcher.LIMIT);
            Thread.sleep(300);
            process.signal("TERM");
            ProcessResult stopped = process.result(Launcher.LIMIT);
            assertEquals(143, stopped.exitCode(), stopped::toString);
            assertEquals("", stopped.outputText());
        } finally {
            dropAccounts(database);
        }
        assertNoScratch(database);
    }

    @Test
    void aSecondMySqlServerIsLeftAsItWas(
            @TestDatabase(Engine.MYSQL) Database database,
            @TestDatabase(value = Engine.MYSQL, performanceSchema = true) Database second)
            throws Exception {
        assertLeftAsItWas(database, second);
    }

    @Test
    void aSecondMariaDbServerIsLeftAsItWas(
            @TestDatabase(Engine.MARIADB) Database database,
            @TestDatabase(value = Engine.MARIADB, performanceSchema = true) Database second)
            throws Exception {
        assertLeftAsItWas(database, second);
    }

    /** After a dry run, a failed one, and one that is killed and leaves its copy to the next. */
    private void assertLeftAsItWas(Database database, Database second) throws Exception {
        assertNotEquals(database.port(), second.port());
        Migrations migrations = begun(database)
                .file("0002_wider", "ALTER TABLE keep MODIFY id bigint;")
                .file("0003_slow", "SELECT sleep(600);");
        ReferenceClient client = ReferenceClient.of(database.engine());
        String before = client.dump(database);
        createWriter(second);
        try {
            try (ChildProcess killed = start(migrations.launcher(database), second)) {
                killed.awaitOutput("0002_wider...ok\n", Launcher.LIMIT);
                killed.kill9();
                killed.result(Launcher.LIMIT);
            }
            Sessions.end(second);
            assertEquals(1, Inspection.rows(second, SCRATCHES).size(), "what was killed could not drop its copy");
            assertNoScratch(database);
            assertEquals(before, client.dump(database));

            migrations.file("0003_slow", "SELECT nothing FROM keep;");
            ProcessResult failed = run(migrations.launcher(database), second);
            assertEquals(3, failed.exitCode(), failed::toString);
            assertNoScratch(second);

            migrations.file("0003_slow", "SELECT 1;");
            ProcessResult dry = run(migrations.launcher(database), second, "--report");
            assertEquals(0, dry.exitCode(), dry::toString);
            assertTrue(dry.outputText().contains("rewrites `keep` (16 kB, "), dry::toString);
            assertNoScratch(second);
            assertNoScratch(database);
            assertEquals(before, client.dump(database));
        } finally {
            second.execute("DROP USER '" + writer + "'@'%'");
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void isRefusedWhereARehearsalNeedsNoServer(Database database) throws Exception {
        Migrations migrations = begun(database);
        ProcessResult dry = migrations
                .launcher(database)
                .run("--dry-run", "--dry-run-url", database.engine().dialect() + "://a@b");
        assertEquals(2, dry.exitCode(), dry::toString);
        assertTrue(dry.errorText().contains("leave out --dry-run-url"), dry::toString);
        ProcessResult real = migrations.launcher(database).run("--dry-run-url", "mysql://a@b");
        assertEquals(2, real.exitCode(), real::toString);
        assertTrue(real.errorText().contains("'--dry-run-url' needs '--dry-run'"), real::toString);
    }

    private Migrations begun(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        return migrations;
    }

    private void createAccounts(Database database) throws SQLException {
        database.execute(
                "CREATE USER '" + reader + "'@'%' IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `" + database.name() + "`.* TO '" + reader + "'@'%'");
        createWriter(database);
    }

    private void createWriter(Database database) throws SQLException {
        database.execute(
                "CREATE USER '" + writer + "'@'%' IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT ALL ON `migri\\_dry\\_%`.* TO '" + writer + "'@'%'");
    }

    private void dropAccounts(Database database) throws SQLException {
        database.execute("DROP USER '" + reader + "'@'%'", "DROP USER '" + writer + "'@'%'");
    }

    private ProcessResult run(Launcher launcher, String... more) throws Exception {
        return run(launcher, launcher.database(), more);
    }

    private ProcessResult run(Launcher launcher, Database scratch, String... more) throws Exception {
        try (ChildProcess process = start(launcher, scratch, more)) {
            return process.result(Launcher.LIMIT);
        }
    }

    private ChildProcess start(Launcher launcher, String... more) throws Exception {
        return start(launcher, launcher.database(), more);
    }

    private ChildProcess start(Launcher launcher, Database scratch, String... more) throws Exception {
        String scheme = scratch.engine() == Engine.MARIADB ? "mariadb" : "mysql";
        ProcessBuilder builder = launcher.command(more);
        builder.command()
                .addAll(List.of(
                        "--dry-run",
                        "--dry-run-url",
                        scheme + "://" + writer + "@" + scratch.host() + ":" + scratch.port()
                                + "?allowPublicKeyRetrieval=true"));
        builder.environment().put("MIGRI_DRY_RUN_PASS", PASSWORD);
        return ChildProcess.start(builder);
    }

    private static void assertNoScratch(Database database) throws SQLException {
        assertEquals(List.of(), Inspection.rows(database, SCRATCHES));
    }
}
