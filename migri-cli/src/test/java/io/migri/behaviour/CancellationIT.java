package io.migri.behaviour;

import static io.migri.behaviour.Inspection.everything;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.io.TempDir;

/** A run that another thread asks to stop. */
class CancellationIT {
    /** Well before the slow statement ends by itself, also on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(45);

    @TempDir
    private Path directory;

    @ForEachDatabase
    void aLongStatementEndsAndIsRolledBack(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        List<String> before = everything(database);
        migrations
                .file("0002_slow", "INSERT INTO keep VALUES (2);", Slow.cancellable(database.engine()))
                .file("0003_next", "INSERT INTO keep VALUES (3);");
        Cancellation cancellation = new Cancellation();
        try (Connection connection = database.connect()) {
            Migri migri = Migri.builder()
                    .connection(connection)
                    .directory(migrations.directory())
                    .cancellation(cancellation)
                    .build();
            CompletableFuture<Duration> stop = stopOnceItRuns(database, cancellation);
            MigrationFailedException failure = assertThrows(MigrationFailedException.class, migri::migrate);
            Duration asked = stop.join();
            Duration took = Duration.ofNanos(System.nanoTime()).minus(asked);
            assertTrue(took.compareTo(SOON) < 0, took::toString);
            assertEquals(ErrorCode.INTERRUPTED, failure.code());
            assertEquals("0002_slow", failure.migration());
            assertEquals(DatabaseState.UNCHANGED, failure.state());
            assertEquals(List.of("1"), Inspection.rows(connection, "SELECT id FROM keep"), "the connection is of use");
            assertEquals(before, everything(database));
            migrations.file("0002_slow", "INSERT INTO keep VALUES (2);");
            assertEquals(
                    2,
                    migrations
                            .on(database)
                            .lockWait(Duration.ofSeconds(1))
                            .build()
                            .migrate()
                            .applied()
                            .size());
        }
    }

    @ForEachDatabase
    void aRunThatWaitsForTheLockEnds(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        migrations.file("0002_slow", Slow.statement(database.engine()));
        try (ChildProcess holder = migrations.launcher(database).start()) {
            Slow.await(database);
            Cancellation cancellation = new Cancellation();
            Migri migri = migrations.on(database).cancellation(cancellation).build();
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
                pause();
                cancellation.request();
            });
            long start = System.nanoTime();
            MigriException failure = assertThrows(MigriException.class, migri::migrate);
            stop.join();
            assertEquals(ErrorCode.INTERRUPTED, failure.code());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(SOON) < 0);
            assertTrue(holder.running());
        }
    }

    @ForEachDatabase
    void aRunThatIsStoppedBeforehandChangesNothing(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        Migri migri = migrations.on(database).cancellation(cancellation).build();
        MigriException failure = assertThrows(MigriException.class, migri::migrate);
        assertEquals(ErrorCode.INTERRUPTED, failure.code());
        assertEquals(List.of(), Inspection.applied(database));
    }

    /** When it was asked, on the clock of {@link System#nanoTime}. */
    private static CompletableFuture<Duration> stopOnceItRuns(Database database, Cancellation cancellation) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                Slow.await(database);
            } catch (SQLException | InterruptedException e) {
                throw new CompletionException(e);
            }
            Duration now = Duration.ofNanos(System.nanoTime());
            cancellation.request();
            return now;
        });
    }

    private static void pause() {
        try {
            Thread.sleep(700);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
