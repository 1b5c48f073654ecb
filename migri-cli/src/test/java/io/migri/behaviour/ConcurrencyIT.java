package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Several runs at once on one database. */
class ConcurrencyIT {
    private static final int PROCESSES = 8;
    private static final int MIGRATIONS = 20;

    @TempDir
    private Path directory;

    @ForEachDatabase
    void eightProcessesApplyEachMigrationExactlyOnce(Database database) throws Exception {
        database.execute("CREATE TABLE tally (id int)");
        Migrations migrations = Migrations.in(directory);
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= MIGRATIONS; i++) {
            names.add("00" + (100 + i));
            migrations.file("00" + (100 + i), "INSERT INTO tally VALUES (" + i + ");");
        }
        List<ChildProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(migrations.launcher(database).start());
            }
            for (ChildProcess process : processes) {
                ProcessResult result = process.result(Launcher.LIMIT);
                assertEquals(0, result.exitCode(), result::toString);
            }
        } finally {
            processes.forEach(ChildProcess::close);
        }
        assertEquals(
                IntStream.rangeClosed(1, MIGRATIONS).mapToObj(Integer::toString).toList(),
                rows(database, "SELECT id FROM tally ORDER BY id"));
        assertEquals(names, applied(database));
    }

    @ForEachDatabase
    void whoWaitsInVainIsToldWhoHoldsTheLock(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory).file("0002_slow", Slow.statement(database.engine()));
        try (ChildProcess holder = migrations.launcher(database).start()) {
            holder.awaitOutput("0001_keep...ok\n", Launcher.LIMIT);
            Slow.await(database);
            ProcessResult second = migrations.launcher(database).run("--lock-wait", "300ms");
            assertEquals(5, second.exitCode(), second::toString);
            assertTrue(second.errorText().contains("error: the lock is held by "), second::toString);
            assertFalse(second.errorText().contains("cannot tell who"), second::toString);
            assertTrue(second.errorText().contains("gave up after 300 ms"), second::toString);
            if (database.engine() == Engine.SQLITE) {
                assertTrue(second.errorText().contains("process " + holder.pid()), second::toString);
            }
        }
    }

    @ForEachDatabase
    void whoWaitsBehindAStoppedRunGivesUp(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory).file("0002_slow", Slow.statement(database.engine()));
        try (ChildProcess holder = migrations.launcher(database).start()) {
            holder.awaitOutput("0001_keep...ok\n", Launcher.LIMIT);
            Slow.await(database);
            holder.signal("STOP");
            ProcessResult second = migrations.launcher(database).run("--lock-wait", "1s");
            assertEquals(5, second.exitCode(), second::toString);
            assertFalse(second.errorText().contains("cannot tell who"), second::toString);
            assertTrue(second.errorText().contains("gave up after 1 s"), second::toString);
            holder.signal("CONT");
            assertTrue(holder.running());
        }
    }

    @ForEachDatabase
    void aKilledHolderLeavesNoLock(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory).file("0002_slow", Slow.statement(database.engine()));
        try (ChildProcess holder = migrations.launcher(database).start()) {
            holder.awaitOutput("0001_keep...ok\n", Launcher.LIMIT);
            Slow.await(database);
            holder.kill9();
            holder.result(Launcher.LIMIT);
        }
        // MySQL goes on with a message that it has received, so that there the slow one may be applied by now.
        migrations.file("0002_slow", "INSERT INTO keep VALUES (2);");
        long start = System.nanoTime();
        ProcessResult next = migrations.launcher(database).run("--lock-wait", "15s");
        assertEquals(0, next.exitCode(), next::toString);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.toSeconds() < 15, took::toString);
        assertEquals(List.of("2"), rows(database, "SELECT count(*) FROM keep"));
        assertEquals(List.of("0001_keep", "0002_slow"), applied(database));
    }

    /** A run that waited inside a transaction would be waited for by the index, and wait for it itself. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void concurrentIndexesDoNotWaitForThoseWhoWaitForTheLock(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file(
                        "0002_indexes",
                        "SELECT pg_sleep(2);",
                        "CREATE INDEX CONCURRENTLY keep_a ON keep (id);",
                        "CREATE INDEX CONCURRENTLY keep_b ON keep (id);");
        try (ChildProcess first = migrations.launcher(database).start()) {
            first.awaitOutput("0001_keep...ok\n", Launcher.LIMIT);
            try (ChildProcess second = migrations.launcher(database).start()) {
                assertEquals(0, first.result(Duration.ofSeconds(30)).exitCode());
                ProcessResult result = second.result(Duration.ofSeconds(30));
                assertEquals(0, result.exitCode(), result::toString);
                assertEquals("All synced! No new migrations to apply! 🥳\n", result.outputText());
            }
        }
        assertEquals(
                List.of("keep_a|t", "keep_b|t"),
                rows(
                        database,
                        "SELECT relname, indisvalid FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
                                + " WHERE relname LIKE 'keep%' ORDER BY 1"));
    }

    @ForEachDatabase
    void nothingIsLockedWhereNothingIsPending(Database database) throws Exception {
        Migrations all = Migrations.withKeep(directory);
        all.migrate(database);
        Migrations synced = Migrations.withKeep(directory.resolve("synced"));
        all.file("0002_slow", Slow.statement(database.engine()));
        try (ChildProcess holder = all.launcher(database).start()) {
            Slow.await(database);
            assertEquals(
                    List.of(),
                    synced.on(database)
                            .lockWait(Duration.ZERO)
                            .build()
                            .migrate()
                            .results());
            assertTrue(holder.running());
        }
    }
}
