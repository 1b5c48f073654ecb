package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.everything;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.event.MigrationListener;
import io.migri.api.text.Text;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else has a lock that a migration needs, and waiting for it has a limit. */
class LockTimeoutIT {
    /** MySQL and MariaDB count in whole seconds. */
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Rows before and behind the statement that waits: each has to be there once, however often it is tried. */
    private static final String[] SCRIPT = {
        "INSERT INTO tally VALUES (1);",
        "CREATE TABLE made (id int);",
        "INSERT INTO tally VALUES (2);",
        "ALTER TABLE keep ADD COLUMN note varchar(10);",
        "INSERT INTO tally VALUES (3);"
    };

    @TempDir
    private Path directory;

    @ForEachDatabase
    void theMigrationIsTriedAgainUntilTheLockIsFree(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file("0002_waits", SCRIPT);
        try (Blocker blocker = Blocker.of(database)) {
            Notes notes = new Notes(2, blocker::release);
            assertEquals(
                    1, limited(migrations, database, notes).migrate().applied().size());
            assertTrue(notes.all().size() >= 2, notes::toString);
            assertTrue(notes.all().get(1).startsWith("0002_waits: waits for a lock that "), notes::toString);
            assertTrue(notes.all().get(1).matches(".*; trying again in [0-9.]+ s \\(2 of 10\\)"), notes::toString);
            if (database.engine() == Engine.POSTGRESQL) {
                String holder = "server process " + blocker.process() + ", user " + database.user();
                assertTrue(notes.all().get(1).contains(holder), notes::toString);
                assertTrue(notes.all().get(1).contains("idle in transaction for"), notes::toString);
            }
        }
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM tally ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_waits"), applied(database));
        assertFalse(Inspection.tables(database).stream().anyMatch(table -> table.endsWith("migri_journal"))
                && !rows(database, "SELECT * FROM migri_journal").isEmpty());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void whoeverHasTheLockIsNamedInTheEnd(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file("0002_waits", SCRIPT);
        try (Blocker blocker = Blocker.of(database)) {
            Notes notes = new Notes(99, () -> {});
            MigrationFailedException failure =
                    assertThrows(MigrationFailedException.class, limited(migrations, database, notes, 1)::migrate);
            assertEquals(1, notes.all().size(), notes::toString);
            boolean whole = database.engine() == Engine.POSTGRESQL;
            assertEquals(whole ? DatabaseState.UNCHANGED : DatabaseState.PARTLY_CHANGED, failure.state());
            assertEquals(4, failure.statement());
            String help = failure.help().map(Text::toString).orElse("");
            assertTrue(help.contains("Migri.Builder.lockTimeout"), help);
            String kind = whole ? "server process " : "connection ";
            assertTrue(help.startsWith("the lock was held by " + kind + blocker.process()), help);
        }
        assertEquals(1, migrations.migrate(database).applied().size());
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM tally ORDER BY id"));
    }

    /** Whoever waits without a limit is told soon for whom. */
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void whoeverIsInTheWayIsNamedWithoutALimitToo(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file("0002_waits", "INSERT INTO tally VALUES (1);", "UPDATE keep SET id = 7;");
        try (Blocker blocker = Blocker.of(database)) {
            List<String> remarks = new CopyOnWriteArrayList<>();
            MigrationListener listener = new MigrationListener() {
                @Override
                public void told(Message event) {
                    remarks.add(event.text().toString());
                    blocker.release();
                }
            };
            assertEquals(
                    1,
                    migrations
                            .on(database)
                            .listener(listener)
                            .build()
                            .migrate()
                            .applied()
                            .size());
            assertTrue(remarks.get(0).startsWith("waits for a lock of the database, "), remarks::toString);
            assertTrue(remarks.get(0).contains(" " + blocker.process() + ", user "), remarks::toString);
        }
    }

    @Test
    void mysqlsPerformanceSchemaTellsOfLocksOfDefinitions(
            @TestDatabase(value = Engine.MYSQL, performanceSchema = true) Database database) throws Exception {
        whoeverHasTheLockIsNamedInTheEnd(database);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void rowsThatSomebodyHasLockedAreWaitedForToo(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file("0002_waits", "INSERT INTO tally VALUES (1);", "UPDATE keep SET id = 7;");
        try (Blocker blocker = Blocker.of(database)) {
            String holder = " " + blocker.process() + ", user ";
            // on a busy machine the first try may end before the second connection has seen anybody
            Notes notes = new Notes(told -> told.contains(holder), blocker::release);
            assertEquals(
                    1, limited(migrations, database, notes).migrate().applied().size());
            assertTrue(notes.all().get(notes.all().size() - 1).contains(holder), notes::toString);
        }
        assertEquals(List.of("1"), rows(database, "SELECT id FROM tally"));
        assertEquals(List.of("7"), rows(database, "SELECT id FROM keep"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void concurrentIndexesWaitAsLongAsTheyNeed(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file(
                "0002_index", "CREATE INDEX CONCURRENTLY keep_id ON keep (id);", "INSERT INTO tally VALUES (1);");
        try (Blocker blocker = Blocker.of(database)) {
            CompletableFuture<Void> release = CompletableFuture.runAsync(
                    blocker::release, CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
            Notes notes = new Notes(1, () -> {});
            assertEquals(
                    1, limited(migrations, database, notes).migrate().applied().size());
            release.join();
            assertEquals(List.of(), notes.all());
        }
        assertEquals(
                List.of("t"), rows(database, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'keep_id'::regclass"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void anIsolationLevelIsStillTheFirstThingOfItsTransaction(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file(
                "0002_level",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;",
                "INSERT INTO tally SELECT 1 WHERE current_setting('transaction_isolation') = 'serializable';");
        limited(migrations, database, new Notes(1, () -> {})).migrate();
        assertEquals(List.of("1"), rows(database, "SELECT id FROM tally"));
    }

    /** What was set before the statement that waits is set once more, and what was set behind the last commit is not. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void theSessionIsAsItWasAtTheLastCommit(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file(
                "0002_session",
                "SET SESSION group_concat_max_len = 100;",
                "CREATE TABLE made (id int);",
                "INSERT INTO tally SELECT @@group_concat_max_len;",
                "SET SESSION group_concat_max_len = 200;",
                "UPDATE keep SET id = 7;");
        try (Blocker blocker = Blocker.of(database)) {
            limited(migrations, database, new Notes(1, blocker::release)).migrate();
        }
        assertEquals(List.of("100"), rows(database, "SELECT id FROM tally"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatAProcedureCommittedIsNotRepeated(Database database) throws Exception {
        Migrations migrations = prepared(database);
        database.execute("CREATE PROCEDURE commits() BEGIN INSERT INTO tally VALUES (1); COMMIT; END");
        migrations.file("0002_waits", "CALL commits();", "UPDATE keep SET id = 7;");
        try (Blocker blocker = Blocker.of(database)) {
            limited(migrations, database, new Notes(2, blocker::release)).migrate();
        }
        assertEquals(List.of("1"), rows(database, "SELECT id FROM tally"));
        assertEquals(List.of("7"), rows(database, "SELECT DISTINCT id FROM keep"));
    }

    @ForEachDatabase
    void theSessionGoesBackAsItCame(Database database) throws Exception {
        Migrations migrations = prepared(database).file("0002_row", "INSERT INTO tally VALUES (1);");
        String query =
                switch (database.engine()) {
                    case POSTGRESQL -> "SELECT current_setting('lock_timeout')";
                    case MYSQL, MARIADB -> "SELECT @@lock_wait_timeout, @@innodb_lock_wait_timeout";
                    case SQLITE -> "PRAGMA busy_timeout";
                };
        try (Connection connection = database.connect()) {
            List<String> before = rows(connection, query);
            Migri migri = Migri.builder()
                    .connection(connection)
                    .directory(migrations.directory())
                    .lockTimeout(Duration.ofSeconds(7))
                    .build();
            assertEquals(1, migri.migrate().applied().size());
            assertEquals(before, rows(connection, query));
            migrations.file("0003_wrong", "INSERT INTO nowhere VALUES (1);");
            assertThrows(MigrationFailedException.class, migri::migrate);
            assertEquals(before, rows(connection, query));
        }
    }

    /** Between two tries as well as in the middle of one. */
    @ForEachDatabase
    void aRequestToStopEndsTheWaitingAtOnce(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file("0002_waits", "UPDATE keep SET id = 7;");
        List<String> before = everything(database);
        for (Duration limit : List.of(SHORT, Duration.ofMinutes(5))) {
            Cancellation cancellation = new Cancellation();
            try (Blocker blocker = Blocker.of(database)) {
                assertTrue(blocker.process() > 0);
                CompletableFuture<Void> request = CompletableFuture.runAsync(
                        cancellation::request, CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS));
                long start = System.nanoTime();
                Migri migri = migrations
                        .on(database)
                        .lockTimeout(limit)
                        .lockRetries(1000)
                        .cancellation(cancellation)
                        .build();
                MigrationFailedException failure = assertThrows(MigrationFailedException.class, migri::migrate);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                request.join();
                assertEquals(ErrorCode.INTERRUPTED, failure.code());
                assertTrue(took.compareTo(Duration.ofMinutes(1)) < 0, took::toString);
            }
            assertEquals(before, everything(database));
        }
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aDryRunTriesAgainToo(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file("0002_first", "INSERT INTO tally VALUES (9);").file("0003_waits", SCRIPT);
        List<String> before = everything(database);
        try (Blocker blocker = Blocker.of(database)) {
            Notes notes = new Notes(2, blocker::release);
            assertEquals(
                    2, limited(migrations, database, notes).dryRun().applied().size());
            assertTrue(notes.all().size() >= 2, notes::toString);
        }
        assertEquals(before, everything(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aMigrationInPythonIsTriedAgainAsAWhole(Database database) throws Exception {
        Migrations migrations = prepared(database);
        Files.writeString(migrations.directory().resolve("0002_waits.py"), """
                async def migrate(conn):
                    await conn.execute("INSERT INTO tally VALUES (1)")
                    await conn.execute("UPDATE keep SET id = 7")
                    return True
                """);
        try (Blocker blocker = Blocker.of(database)) {
            Notes notes = new Notes(2, blocker::release);
            assertEquals(
                    1, limited(migrations, database, notes).migrate().applied().size());
            assertTrue(notes.all().get(1).contains("server process " + blocker.process()), notes::toString);
        }
        assertEquals(List.of("1"), rows(database, "SELECT id FROM tally"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void theCommandLineTellsOfItOnStandardError(Database database) throws Exception {
        Migrations migrations = prepared(database);
        migrations.file("0002_waits", "UPDATE keep SET id = 7;");
        try (Blocker blocker = Blocker.of(database);
                ChildProcess process =
                        migrations.launcher(database).start("--lock-timeout", "200ms", "--lock-retries", "3")) {
            process.awaitErrors(
                    "note: 0002_waits: waits for a lock that is held by server process " + blocker.process(),
                    Launcher.LIMIT);
            ProcessResult result = process.result(Launcher.LIMIT);
            assertEquals(3, result.exitCode(), result::toString);
            assertTrue(result.errorText().contains("error[55P03]"), result::toString);
            assertTrue(
                    result.errorText().contains("help: the lock was held by server process " + blocker.process()),
                    result::toString);
        }
    }

    /** {@code keep} and an empty {@code tally}. */
    private Migrations prepared(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        database.execute("CREATE TABLE tally (id int)");
        return migrations;
    }

    private static Migri limited(Migrations migrations, Database database, Notes notes) {
        return limited(migrations, database, notes, 10);
    }

    private static Migri limited(Migrations migrations, Database database, Notes notes, int retries) {
        return migrations
                .on(database)
                .lockTimeout(SHORT)
                .lockRetries(retries)
                .listener(notes)
                .build();
    }

    /** Collects notes, and does something at one of them. */
    private static final class Notes implements MigrationListener {
        private final List<String> notes = new ArrayList<>();
        private final Predicate<String> when;
        private final Runnable action;

        /** Does {@code action} once there are so many. */
        Notes(int when, Runnable action) {
            this.when = told -> notes.size() == when;
            this.action = action;
        }

        /** Does {@code action} at those that are like this. */
        Notes(Predicate<String> when, Runnable action) {
            this.when = when;
            this.action = action;
        }

        List<String> all() {
            return notes;
        }

        @Override
        public void told(Message event) {
            String told = event.migration().orElse("") + ": " + event.text();
            notes.add(told);
            if (when.test(told)) {
                action.run();
            }
        }

        @Override
        public String toString() {
            return notes.toString();
        }
    }
}
