package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.SchemaCheck;
import io.migri.api.Cancellation;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A database that is not there yet is waited for, and nothing else is. */
class WaitIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aServerThatStartsMeanwhileIsWaitedFor(Database database) throws Exception {
        Waited waited = new Waited();
        Migri migri = Migrations.withKeep(directory)
                .on(database)
                .waitFor(LONG)
                .listener(waited)
                .build();
        database.server().shutDown();
        Future<MigrationReport> run = threads.submit(migri::migrate);
        waited.await();
        database.server().restart();
        assertEquals(1, run.get(90, TimeUnit.SECONDS).applied().size());
        assertEquals(1, waited.times());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aConnectionThatBreaksOffIsTriedAgain(Database database) throws Exception {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            proxy.refuse();
            Waited waited = new Waited();
            Migri migri = Migrations.withKeep(directory)
                    .on(database.through(proxy.port()))
                    .listener(waited)
                    .build();
            Future<?> run = threads.submit(() -> migri.database().await(LONG));
            waited.await();
            proxy.admit();
            run.get(90, TimeUnit.SECONDS);
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void theTimeAlsoEndsAnAttemptToWhichNobodyAnswers(Database database) throws Exception {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            proxy.stall();
            ProcessResult late = call(database.through(proxy.port()), "wait", "--timeout", "400ms");
            assertEquals(5, late.exitCode(), late::toString);
            assertTrue(late.errorText().contains("it does not answer; gave up after 400 ms"), late::toString);
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void whenTheTimeIsOverTheExitIsFive(Database database) throws Exception {
        Database nowhere = database.through(1);
        for (List<String> words : List.of(
                List.of("migrate", "--wait=300ms"),
                List.of("status", "--wait=300ms"),
                List.of("wait", "--wait=300ms"),
                List.of("wait", "--for-migrations", "--timeout", "300ms"))) {
            ProcessResult late =
                    Migrations.withKeep(directory).launcher(nowhere).call(words);
            assertEquals(5, late.exitCode(), late::toString);
            assertTrue(late.errorText().contains("; gave up after 300 ms"), late::toString);
            assertTrue(late.errorText().contains("check that the server is running"), late::toString);
        }
        ProcessResult told = call(nowhere, "lock", "--wait=300ms", "-l", "info");
        assertEquals(5, told.exitCode(), told::toString);
        assertEquals(1, told.errorText().split("info: waiting up to", -1).length - 1, told::toString);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void whatTimeDoesNotHealFailsAtOnce(Database database) throws Exception {
        for (Database wrong : List.of(database.withPassword("not the right one"), database.named("no_such_zoo"))) {
            ProcessResult failed = call(wrong, "wait", "--timeout", "1h", "-l", "info");
            assertEquals(1, failed.exitCode(), failed::toString);
            assertFalse(failed.errorText().contains("waiting"), failed::toString);
        }
    }

    @ForEachDatabase
    void aDatabaseThatIsThereIsReady(Database database) throws Exception {
        ProcessResult ready = call(database, "wait");
        assertEquals(0, ready.exitCode(), ready::toString);
        assertTrue(ready.outputText().endsWith(" takes connections.\n"), ready::toString);
        assertEquals(
                0,
                Migrations.withKeep(directory).launcher(database).run("--wait").exitCode());
    }

    @ForEachDatabase
    void whoeverWaitsForMigrationsChangesNothing(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        ProcessResult late =
                migrations.launcher(database).call(List.of("wait", "--for-migrations", "--timeout", "500ms"));
        assertEquals(5, late.exitCode(), late::toString);
        assertTrue(late.errorText().contains("1 pending (0001_keep)"), late::toString);

        Waited waited = new Waited();
        Migri watching = migrations.on(database).listener(waited).build();
        Future<SchemaCheck> found = threads.submit(() -> watching.database().awaitMigrations(LONG));
        waited.await();
        // whoever looked has left no table, or this would be no first run
        assertEquals(1, migrations.migrate(database).applied().size());
        assertTrue(found.get(90, TimeUnit.SECONDS).isCurrent());
        assertEquals(1, waited.times());
        ProcessResult ready = migrations.launcher(database).call(List.of("wait", "--for-migrations"));
        assertEquals(0, ready.exitCode(), ready::toString);
        assertTrue(ready.outputText().startsWith("Ready: nothing is pending in the database "), ready::toString);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aDatabaseIsWaitedForThatWhoeverMigratesCreates(Database database) throws Exception {
        Database missing = database.named(database.name() + "_later");
        Migrations migrations = Migrations.withKeep(directory);
        Waited waited = new Waited();
        Migri watching = migrations.on(missing).listener(waited).build();
        Future<SchemaCheck> found = threads.submit(() -> watching.database().awaitMigrations(LONG));
        waited.await();
        try {
            ProcessResult made = migrations.launcher(missing).run("--create-db");
            assertEquals(0, made.exitCode(), made::toString);
            assertTrue(made.errorText().contains("note: created the database "), made::toString);
            assertTrue(found.get(90, TimeUnit.SECONDS).isCurrent());
            ProcessResult again = migrations.launcher(missing).run("--create-db");
            assertEquals(0, again.exitCode(), again::toString);
            assertEquals("", again.errorText());
        } finally {
            assertTrue(watching.database().drop());
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aDryRunCreatesNoDatabase(Database database) throws Exception {
        Database missing = database.named(database.name() + "_dry");
        Migrations migrations = Migrations.withKeep(directory);
        ProcessResult dry = migrations.launcher(missing).run("--create-db", "--dry-run");
        assertEquals(1, dry.exitCode(), dry::toString);
        assertFalse(migrations.on(missing).build().database().exists());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL})
    void aRequestToStopEndsTheWait(Database database) throws Exception {
        Cancellation cancellation = new Cancellation();
        Waited waited = new Waited();
        Migri migri = Migrations.withKeep(directory)
                .on(database.through(1))
                .waitFor(LONG)
                .cancellation(cancellation)
                .listener(waited)
                .build();
        Future<ErrorCode> run = threads.submit(
                () -> assertThrows(MigriException.class, migri::migrate).code());
        waited.await();
        cancellation.request();
        assertEquals(ErrorCode.INTERRUPTED, run.get(90, TimeUnit.SECONDS));
    }

    private ProcessResult call(Database database, String... words) throws Exception {
        Launcher launcher = Migrations.withKeep(directory).launcher(database);
        return words[0].equals("lock")
                ? launcher.lock(List.of(words).subList(1, words.length).toArray(String[]::new))
                : launcher.call(List.of(words));
    }

    /** Hears that somebody waits. */
    private static final class Waited implements MigrationListener {
        private final CountDownLatch first = new CountDownLatch(1);
        private volatile int times;

        @Override
        public synchronized void waitingForDatabase(WaitingForDatabase event) {
            times++;
            first.countDown();
        }

        void await() throws InterruptedException {
            assertTrue(first.await(90, TimeUnit.SECONDS), "nobody waits");
        }

        int times() {
            return times;
        }
    }
}
