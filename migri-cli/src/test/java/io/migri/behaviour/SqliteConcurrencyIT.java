package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Others at work on the same SQLite file. They hold their locks for longer than SQLite waits by itself. */
class SqliteConcurrencyIT {
    private static final long LONGER_MILLIS = 1_500;
    private static final String WHOLE = "";
    private static final String SINGLE = "-- migri: no-transaction";

    /** Some seconds' work. */
    private static final String SLOW =
            " count(*) FROM (WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000000) SELECT x FROM n);";

    private final Database database;
    private final Migrations migrations;

    SqliteConcurrencyIT(@TestDatabase(Engine.SQLITE) Database database, @TempDir Path directory) throws Exception {
        this.database = database;
        this.migrations = Migrations.withKeep(directory);
    }

    @ParameterizedTest
    @CsvSource({"delete, ''", "wal, ''", "delete, -- migri: no-transaction", "wal, -- migri: no-transaction"})
    void aWriterIsWaitedFor(String mode, String head) throws Exception {
        prepare(mode, head);
        try (Connection writer = database.connect()) {
            begin(writer, "BEGIN IMMEDIATE", "INSERT INTO keep VALUES (7)");
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> migrations.migrate(database));
            assertThrows(TimeoutException.class, () -> run.get(LONGER_MILLIS, TimeUnit.MILLISECONDS));
            begin(writer, "COMMIT");
            run.get(20, TimeUnit.SECONDS);
        }
        assertEquals(List.of("1", "2", "3", "7"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_rows"), applied(database));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void aWriterIsWaitedForNoLongerThanAllowed(String mode) throws Exception {
        for (String head : List.of(WHOLE, SINGLE)) {
            prepare(mode, head);
            try (Connection writer = database.connect()) {
                begin(writer, "BEGIN IMMEDIATE");
                MigriException failure = assertThrows(MigriException.class, () -> migrations
                        .on(database)
                        .lockWait(Duration.ofMillis(700))
                        .build()
                        .migrate());
                assertEquals(ErrorCode.LOCK_TIMEOUT, failure.code());
            }
            assertEquals(List.of("1"), rows(database, "SELECT id FROM keep"));
        }
        migrations.migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep"));
    }

    /** Readers keep the writer from committing, unless there is a write-ahead log. */
    @ParameterizedTest
    @ValueSource(strings = {WHOLE, SINGLE})
    void aReaderIsWaitedForAtCommit(String head) throws Exception {
        prepare("delete", head);
        try (Connection reader = database.connect()) {
            begin(reader, "BEGIN", "SELECT * FROM keep");
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> migrations.migrate(database));
            assertThrows(TimeoutException.class, () -> run.get(LONGER_MILLIS, TimeUnit.MILLISECONDS));
            begin(reader, "COMMIT");
            run.get(20, TimeUnit.SECONDS);
        }
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep"));
    }

    @Test
    void aReaderOfAWriteAheadLogIsInNobodysWay() throws Exception {
        prepare("wal", WHOLE);
        try (Connection reader = database.connect()) {
            begin(reader, "BEGIN", "SELECT * FROM keep");
            migrations.migrate(database);
            assertEquals(List.of("1"), rows(reader, "SELECT id FROM keep"));
        }
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {WHOLE, SINGLE})
    void aReaderThatStaysCostsNothingButTheRun(String head) throws Exception {
        prepare("delete", head);
        try (Connection reader = database.connect()) {
            begin(reader, "BEGIN", "SELECT * FROM keep");
            MigriException failure = assertThrows(MigriException.class, () -> migrations
                    .on(database)
                    .lockWait(Duration.ofMillis(700))
                    .build()
                    .migrate());
            if (failure instanceof MigrationFailedException failed) {
                assertEquals(DatabaseState.UNCHANGED, failed.state());
            }
            assertTrue(
                    failure.code() == ErrorCode.LOCK_TIMEOUT
                            || failure.getMessage().contains("at commit: database is locked"),
                    failure.getMessage());
        }
        assertEquals(List.of("1"), rows(database, "SELECT id FROM keep"));
        migrations.migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep"));
    }

    /** The mode cannot change while somebody reads. */
    @Test
    void aReaderIsWaitedForWhereAFileTurnsTheLogOn() throws Exception {
        prepare("delete", WHOLE);
        migrations.file("0003_wal", "PRAGMA journal_mode=WAL;");
        try (Connection reader = database.connect()) {
            begin(reader, "BEGIN", "SELECT * FROM keep");
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> migrations.migrate(database));
            assertThrows(TimeoutException.class, () -> run.get(LONGER_MILLIS, TimeUnit.MILLISECONDS));
            begin(reader, "COMMIT");
            run.get(20, TimeUnit.SECONDS);
        }
        assertEquals(List.of("wal"), rows(database, "PRAGMA journal_mode"));
    }

    @Test
    void whatIsNotYetOutOfTheLogIsSeen() throws Exception {
        prepare("wal", WHOLE);
        try (Connection writer = database.connect()) {
            begin(writer, "PRAGMA wal_autocheckpoint = 0", "INSERT INTO keep VALUES (9)");
            migrations
                    .file("0003_more", "INSERT INTO keep SELECT 100 FROM keep WHERE id = 9;")
                    .migrate(database);
        }
        assertEquals(List.of("1", "9", "2", "3", "100"), rows(database, "SELECT id FROM keep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void twoRunsDoNotGoOnInOneFile(String mode) throws Exception {
        prepare(mode, WHOLE);
        migrations.file(
                "0002_rows", SINGLE, "INSERT INTO keep VALUES (2);", "SELECT" + SLOW, "INSERT INTO keep VALUES (3);");
        try (ChildProcess first = migrations.launcher(database).start()) {
            awaitNote("SELECT count(*) FROM migri_journal WHERE through_ordinal = 1 AND state = 'done'");
            ProcessResult impatient = migrations.launcher(database).run("--lock-wait", "300ms");
            assertEquals(5, impatient.exitCode(), impatient::toString);
            assertTrue(impatient.errorText().contains("process " + first.pid()), impatient::toString);
            ProcessResult second = migrations.launcher(database).run();
            assertEquals(0, second.exitCode(), second::toString);
            assertEquals(0, first.result(Launcher.LIMIT).exitCode());
        }
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep"));
        assertEquals(List.of("0001_keep", "0002_rows"), applied(database));
        assertTrue(Files.notExists(Path.of(database.name() + "-migri-lock")));
    }

    @Test
    void twoRunsDoNotBeginOneFile() throws Exception {
        prepare("delete", SINGLE);
        try (ChildProcess first = migrations.launcher(database).start();
                ChildProcess second = migrations.launcher(database).start()) {
            for (ChildProcess one : List.of(first, second)) {
                ProcessResult result = one.result(Launcher.LIMIT);
                assertEquals(0, result.exitCode(), result::toString);
            }
        }
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep"));
    }

    @Test
    void aKilledRunKeepsNobodyOut() throws Exception {
        prepare("delete", WHOLE);
        migrations.file(
                "0002_rows", SINGLE, "INSERT INTO keep VALUES (2);", "SELECT" + SLOW, "INSERT INTO keep VALUES (3);");
        try (ChildProcess first = migrations.launcher(database).start()) {
            awaitNote("SELECT count(*) FROM migri_journal WHERE through_ordinal = 1 AND state = 'done'");
            first.kill9();
            first.result(Launcher.LIMIT);
        }
        assertTrue(Files.exists(Path.of(database.name() + "-migri-lock")));
        ProcessResult next = migrations.launcher(database).run("--lock-wait", "300ms");
        assertEquals(0, next.exitCode(), next::toString);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep"));
        assertTrue(Files.notExists(Path.of(database.name() + "-migri-lock")));
    }

    private void prepare(String mode, String head) throws Exception {
        if (applied(database).isEmpty()) {
            database.execute("PRAGMA journal_mode = " + mode);
            migrations.migrate(database);
        }
        migrations.file("0002_rows", head, "INSERT INTO keep VALUES (2);", "INSERT INTO keep VALUES (3);");
    }

    private static void begin(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void awaitNote(String question) throws Exception {
        for (int tries = 0; tries < 600; tries++) {
            boolean exists = !rows(database, "SELECT 1 FROM sqlite_schema WHERE name = 'migri_journal'")
                    .isEmpty();
            if (exists && rows(database, question).equals(List.of("1"))) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("never true: " + question);
    }
}
