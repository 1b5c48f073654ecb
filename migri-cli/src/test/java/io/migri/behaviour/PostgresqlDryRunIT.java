package io.migri.behaviour;

import static io.migri.behaviour.Inspection.everything;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.MigrationFailedException;
import io.migri.api.event.MigrationListener;
import io.migri.api.report.Effect;
import io.migri.api.report.Impact;
import io.migri.api.text.Text;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import io.migri.testkit.server.client.ReferenceClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run on PostgreSQL is a transaction of the database itself. */
class PostgresqlDryRunIT {
    private final Database database;
    private final Migrations migrations;
    private final List<String> told = new ArrayList<>();

    PostgresqlDryRunIT(@TestDatabase(Engine.POSTGRESQL) Database database, @TempDir Path directory) throws Exception {
        this.database = database;
        this.migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
    }

    @Test
    void whatRefusesATransactionIsRehearsedInItsPlainFormOrNamed() throws Exception {
        migrations.file(
                "0002_index",
                "CREATE UNIQUE INDEX CONCURRENTLY by_id ON keep (id);",
                "INSERT INTO keep VALUES (2) ON CONFLICT (id) DO NOTHING;",
                "DROP INDEX CONCURRENTLY by_id;",
                "VACUUM keep;",
                "CREATE TABLE parted (id int) PARTITION BY LIST (id);",
                "CREATE TABLE part PARTITION OF parted FOR VALUES IN (1);",
                "ALTER TABLE parted DETACH PARTITION part CONCURRENTLY;",
                "ALTER TABLE part ADD COLUMN a int;",
                "CREATE INDEX ON parted (id);",
                "REINDEX TABLE CONCURRENTLY parted;");
        List<String> before = everything(database);
        assertEquals(1, migri().dryRun().applied().size());
        assertEquals(
                List.of(
                        "tried in another form, because it refuses a transaction: line 1",
                        "tried in another form, because it refuses a transaction: line 3",
                        "not rehearsed, because it refuses a transaction: line 4",
                        "tried in another form, because it refuses a transaction: line 7",
                        "not rehearsed, because it refuses a transaction: line 10"),
                told.subList(told.size() - 5, told.size()));
        assertEquals(before, everything(database));
    }

    @Test
    void whatWouldFailWithoutATransactionFailsInTheDryRun() throws Exception {
        database.execute(
                "INSERT INTO keep VALUES (1)",
                "CREATE TABLE parted (id int) PARTITION BY LIST (id)",
                "CREATE TABLE part PARTITION OF parted FOR VALUES IN (1)",
                "CREATE TABLE rest PARTITION OF parted DEFAULT",
                "CREATE INDEX parted_id ON parted (id)");
        assertFails(
                "CREATE UNIQUE INDEX CONCURRENTLY by_id ON keep (id);", "could not create unique index \"by_id\"", 1);
        assertFails("CREATE INDEX CONCURRENTLY i ON keep (nothing);", "column \"nothing\" does not exist", 1);
        assertFails(
                "CREATE INDEX CONCURRENTLY i ON parted (id);",
                "cannot create index on partitioned table \"parted\" concurrently",
                1);
        assertFails(
                "SELECT 1;\nDROP INDEX CONCURRENTLY parted_id;",
                "cannot drop partitioned index \"parted_id\" concurrently",
                2);
        assertFails(
                "ALTER TABLE parted DETACH PARTITION part CONCURRENTLY;",
                "cannot detach partitions concurrently when a default partition exists",
                1);
        assertFails("REINDEX TABLE CONCURRENTLY pg_class;", "cannot reindex system catalogs concurrently", 1);
    }

    @Test
    void whatNeedsACommitIsNamed() throws Exception {
        database.execute("CREATE TYPE mood AS ENUM ('sad')", "CREATE TABLE diary (mood mood)");
        migrations.file(
                "0002_mood",
                "ALTER TYPE mood ADD VALUE 'glad';",
                "INSERT INTO diary VALUES ('sad');",
                "INSERT INTO diary VALUES ('glad');",
                "INSERT INTO diary VALUES ('sad');");
        assertEquals(1, migri().dryRun().applied().size());
        assertEquals(List.of("not rehearsed, because what comes before it would have to be committed: line 3"), told);
    }

    /** The transaction of the dry run has begun long before, where that of a run would begin there. */
    @Test
    void anIsolationLevelIsLeftOutWhereARunWouldTakeIt() throws Exception {
        migrations.file(
                "0002_level",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;",
                "SET TRANSACTION DEFERRABLE;",
                "INSERT INTO keep VALUES (2);");
        assertEquals(1, migri().dryRun().applied().size());
        String notice = "not rehearsed, because the transaction of a dry run has begun already: line ";
        assertEquals(
                List.of(notice + 1, notice + 2),
                told.stream().filter(line -> line.startsWith(notice)).toList());
        assertFails(
                "INSERT INTO keep VALUES (3);\nSET TRANSACTION ISOLATION LEVEL SERIALIZABLE;",
                "SET TRANSACTION ISOLATION LEVEL must be called before any query",
                2);
    }

    @Test
    void aFailureForWantOfWhatWasLeftOutSaysSo() throws Exception {
        assertLeftOut("ALTER TYPE mood ADD VALUE 'glad';", "CREATE VIEW glad AS SELECT 'glad'::mood AS mood;");
    }

    @Test
    void aFailureForWantOfOneOfSeveralThatWereLeftOutNamesThatOne() throws Exception {
        assertLeftOut(
                "ALTER TYPE mood ADD VALUE 'glad';",
                "CREATE VIEW glad AS SELECT 'glad'::mood AS mood;",
                "CREATE VIEW other AS SELECT 'glad'::mood AS mood;");
    }

    /** A later use of the view that the second line makes tells that this line was left out. */
    private void assertLeftOut(String... lines) throws Exception {
        database.execute("CREATE TYPE mood AS ENUM ('sad')");
        migrations.file("0002_mood", lines).file("0003_uses", "SELECT * FROM glad;");
        MigrationFailedException failure = assertThrows(MigrationFailedException.class, () -> migri().dryRun());
        assertEquals("relation \"glad\" does not exist", failure.text().toString());
        assertEquals(
                "line 2 of 0002_mood was left out of the dry run, and this may need it; if so, only a run can tell, for"
                        + " example one on a copy of the database",
                failure.help().orElseThrow().toString());
    }

    @Test
    void aPythonMigrationWithoutATransactionIsNamedInTheReport() throws Exception {
        Files.writeString(migrations.directory().resolve("0002.py"), """
                # migri: no-transaction
                async def migrate(conn):
                    return False
                """);
        assertEquals(
                List.of("not rehearsed: it runs outside of a transaction"),
                migrations
                        .on(database)
                        .report(true)
                        .build()
                        .dryRun()
                        .impact()
                        .orElseThrow()
                        .statements()
                        .get(0)
                        .effects()
                        .stream()
                        .map(effect -> effect.describe())
                        .toList());
    }

    /** A run has committed before the next migration, and before what refuses a transaction. */
    @Test
    void whatACommitWouldRefuseFails() throws Exception {
        database.execute(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (parent int REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
        String violation = "at commit: insert or update on table \"child\" violates foreign key constraint"
                + " \"child_parent_fkey\"";
        assertFails("INSERT INTO child VALUES (1);", violation, 0);
        assertFails("INSERT INTO child VALUES (1);\nCREATE INDEX CONCURRENTLY i ON child (parent);", violation, 0);
    }

    @Test
    void deferredConstraintsAreDeferredInEveryMigration() throws Exception {
        database.execute(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (parent int REFERENCES parent DEFERRABLE INITIALLY DEFERRED)",
                "CREATE TABLE now (parent int REFERENCES parent DEFERRABLE INITIALLY IMMEDIATE)");
        for (String name : List.of("0002", "0003")) {
            migrations.file(
                    name,
                    "INSERT INTO child VALUES (" + name + ");",
                    "INSERT INTO parent VALUES (" + name + ");",
                    "INSERT INTO now VALUES (" + name + ");",
                    "ALTER TABLE now ADD COLUMN c" + name + " int;",
                    "CREATE TABLE more" + name + " (parent int REFERENCES parent DEFERRABLE INITIALLY DEFERRED);",
                    "INSERT INTO more" + name + " VALUES (10" + name + ");",
                    "INSERT INTO parent VALUES (10" + name + ");");
        }
        migrations.file("0004", "ALTER TABLE child ADD COLUMN a int;");
        assertEquals(3, migri().dryRun().applied().size());
        assertEquals(3, migri().migrate().applied().size());
    }

    @Test
    void aLockIsWaitedForNoLongerThanFourSeconds() throws Exception {
        migrations.file("0002_waits", "SELECT 1;", "ALTER TABLE keep ADD COLUMN a int;");
        List<String> before = everything(database);
        try (Blocker blocker = Blocker.of(database)) {
            long start = System.nanoTime();
            MigrationFailedException failure = assertThrows(MigrationFailedException.class, () -> migri().dryRun());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertEquals(
                    "canceling statement due to lock timeout", failure.text().toString());
            assertEquals(2, failure.statement());
            String help = failure.help().map(Text::toString).orElse("");
            assertTrue(help.startsWith("the lock was held by server process " + blocker.process()), help);
            assertTrue(took.toMillis() >= 4000 && took.toMillis() < 60_000, took::toString);
        }
        assertEquals(before, everything(database));
    }

    @Test
    void aShorterLimitOfTheUserHolds() throws Exception {
        migrations
                .file("0002_shows", "SELECT 1 / (current_setting('lock_timeout') = '300ms')::int;")
                .file("0003_waits", "ALTER TABLE keep ADD COLUMN a int;");
        try (Blocker blocker = Blocker.of(database);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertTrue(blocker.process() > 0);
            statement.execute("SET lock_timeout = '300ms'");
            Migri migri = Migri.builder()
                    .connection(connection)
                    .directory(migrations.directory())
                    .build();
            MigrationFailedException failure = assertThrows(MigrationFailedException.class, migri::dryRun);
            assertEquals("0003_waits", failure.migration());
            assertEquals(
                    "canceling statement due to lock timeout", failure.text().toString());
            assertEquals(List.of("300ms"), Inspection.rows(connection, "SHOW lock_timeout"));
        }
    }

    /** What is ours waits no longer than what is the migration's. */
    @Test
    void aHistoryThatSomebodyHasLockedIsNotWaitedForEither() throws Exception {
        migrations.file("0002_quick", "RESET ALL;", "SELECT 1;");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE applied_migration IN SHARE MODE");
            Migri migri = migrations
                    .on(database)
                    .lockTimeout(Duration.ofMillis(300))
                    .lockRetries(0)
                    .build();
            assertEquals(
                    "the migration cannot be recorded: canceling statement due to lock timeout",
                    assertThrows(MigrationFailedException.class, migri::dryRun)
                            .text()
                            .toString());
        }
    }

    /** Also of a migration that fails, and of what somebody else has locked meanwhile. */
    @Test
    void sequencesThatAdvancedAreNamed() throws Exception {
        makeSequences();
        migrations
                .file(
                        "0002_rows",
                        "INSERT INTO serial (a) VALUES (1), (2), (3);",
                        "INSERT INTO identity (a) VALUES (1);",
                        "SELECT setval('shop.\"One\"', 1), currval('shop.\"One\"');",
                        "CREATE SEQUENCE fresh;",
                        "SELECT nextval('fresh');",
                        "ALTER SEQUENCE restarted RESTART WITH 100;")
                .file("0003_wrong", "this is no SQL;");
        assertThrows(MigrationFailedException.class, () -> migri().dryRun());
        assertEquals(
                List.of(
                        "not rehearsed, because it calls setval: line 3",
                        "the dry run advanced sequences, which PostgreSQL does not undo:"
                                + " serial_id_seq from 2 to 5, identity_id_seq from its start to 1"),
                told);
        assertEquals(List.of("5"), Inspection.rows(database, "SELECT last_value FROM serial_id_seq"));
    }

    @Test
    void theReportNamesASequenceWithTheStatementThatAdvancedIt() throws Exception {
        makeSequences();
        migrations.file(
                "0002_rows",
                "INSERT INTO serial (a) VALUES (1);",
                "INSERT INTO serial (a) VALUES (2);",
                "SELECT nextval('shop.\"One\"');",
                "ALTER SEQUENCE restarted RESTART WITH 100;");
        Impact impact = reporting().dryRun().impact().orElseThrow();
        assertEquals(
                List.of(
                        List.of("advances the sequence `serial_id_seq` (from 2 to 3)"),
                        List.of(),
                        List.of("advances the sequence `shop.\"One\"` (from 1 to 2)"),
                        List.of()),
                effects(impact));
        assertEquals(List.of(), told);
        assertEquals(
                List.of(List.of(), List.of(), List.of(), List.of()),
                effects(reporting().migrate().impact().orElseThrow()));
    }

    /** The history's own sequence would be in the dump. */
    @Test
    void theHistoryIsTheSameToTheLastNumber() throws Exception {
        ReferenceClient client = ReferenceClient.of(database.engine());
        migrations
                .file("0002_a", "INSERT INTO keep VALUES (2);")
                .file("0003_b", "SELECT 1 / count(*) FROM applied_migration;");
        String before = client.dump(database);
        assertEquals(2, migri().dryRun().applied().size());
        assertEquals(2, reporting().dryRun().applied().size());
        migrations.file("0003_b", "this is no SQL;");
        assertThrows(MigrationFailedException.class, () -> migri().dryRun());
        assertEquals(before, client.dump(database));
        assertEquals(List.of(), told);
    }

    /** A function of somebody else may use what this user may not read. */
    @Test
    void aSequenceThatCannotBeReadIsNamedWithoutItsValue() throws Exception {
        makeSequences();
        String role = "reader_" + database.name();
        database.execute(
                "CREATE ROLE " + role,
                "GRANT ALL ON SCHEMA public TO " + role,
                "GRANT ALL ON applied_migration, applied_migration_id_seq TO " + role,
                "CREATE FUNCTION another() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ INSERT INTO serial (a) VALUES (1)"
                        + " RETURNING id $$");
        migrations.file("0002_uses", "SELECT another();");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
            Migri.builder()
                    .connection(connection)
                    .directory(migrations.directory())
                    .listener(listener())
                    .build()
                    .dryRun();
        } finally {
            database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
        assertEquals(List.of("the dry run advanced sequences, which PostgreSQL does not undo: serial_id_seq"), told);
    }

    @Test
    void aSequenceThatSomebodyElseHasLockedIsNotWaitedFor() throws Exception {
        makeSequences();
        migrations.file("0002_rows", "SELECT nextval('restarted');");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("ALTER SEQUENCE serial_id_seq RESTART");
            assertEquals(1, migri().dryRun().applied().size());
        }
        assertEquals(List.of("the dry run advanced sequences, which PostgreSQL does not undo: restarted"), told);
    }

    @Test
    void interruptedItLeavesNothing() throws Exception {
        assertLeavesNothing(dying -> {
            dying.signal("INT");
            assertEquals(130, dying.result(Launcher.LIMIT).exitCode());
        });
    }

    @Test
    void killedItLeavesNothing() throws Exception {
        assertLeavesNothing(dying -> {
            dying.kill9();
            assertEquals(137, dying.result(Launcher.LIMIT).exitCode());
        });
    }

    /** In the middle of a statement, when an earlier migration is through. */
    private void assertLeavesNothing(End end) throws Exception {
        ReferenceClient client = ReferenceClient.of(database.engine());
        migrations
                .file("0002_more", "ALTER TABLE keep ADD COLUMN a int;", "CREATE TABLE more (id serial);")
                .file("0003_slow", "CREATE INDEX CONCURRENTLY by_id ON keep (id);", Slow.statement(database.engine()));
        Launcher launcher = migrations.launcher(database);
        String before = client.dump(database);
        try (ChildProcess dying = ChildProcess.start(interruptible(launcher.command("--dry-run", "--report")))) {
            Slow.await(database);
            end.of(dying);
        }
        migrations.file("0003_slow", "INSERT INTO keep VALUES (2);");
        ProcessResult next = launcher.run("--dry-run", "--lock-wait", "30s");
        assertEquals(0, next.exitCode(), next::toString);
        assertEquals(before, client.dump(database));
        assertEquals(0, launcher.run().exitCode());
        assertEquals(List.of("1", "2"), Inspection.rows(database, "SELECT id FROM keep ORDER BY id"));
    }

    /** A job in the background of a script passes on that it ignores the signal. */
    private static ProcessBuilder interruptible(ProcessBuilder command) {
        if (Files.exists(Path.of("/proc/self/status"))) {
            command.command().addAll(0, List.of("env", "--default-signal=INT"));
        }
        return command;
    }

    private void makeSequences() throws Exception {
        database.execute(
                "CREATE TABLE serial (id serial, a int)",
                "INSERT INTO serial (a) VALUES (1), (2)",
                "CREATE TABLE identity (id int GENERATED ALWAYS AS IDENTITY, a int)",
                "CREATE SEQUENCE restarted",
                "CREATE SCHEMA shop",
                "CREATE SEQUENCE shop.\"One\"",
                "SELECT nextval('shop.\"One\"')");
    }

    private static List<List<String>> effects(Impact impact) {
        return impact.statements().stream()
                .map(statement ->
                        statement.effects().stream().map(Effect::describe).toList())
                .toList();
    }

    private Migri reporting() {
        return migrations.on(database).listener(listener()).report(true).build();
    }

    private void assertFails(String script, String message, int statement) throws Exception {
        migrations.file("0002_wrong", script);
        List<String> before = everything(database);
        MigrationFailedException failure = assertThrows(MigrationFailedException.class, () -> migri().dryRun());
        assertEquals(message, failure.text().toString());
        assertEquals(statement, failure.statement());
        assertEquals(before, everything(database));
    }

    private Migri migri() {
        return migrations.on(database).listener(listener()).build();
    }

    private MigrationListener listener() {
        return new MigrationListener() {
            @Override
            public void told(Message event) {
                if (event.level() == Level.NOTE) {
                    told.add(event.text().toString());
                }
            }
        };
    }

    /** How a process ends. */
    @FunctionalInterface
    private interface End {
        void of(ChildProcess process) throws Exception;
    }
}
