package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.examination.Finding;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.PgBouncer;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A run behind PgBouncer. */
class PoolingIT {
    private static final String LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'";

    @TempDir
    private Path directory;

    @ForEachDatabase(Engine.POSTGRESQL)
    void transactionPoolingIsRefusedBeforeAnythingIsDone(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        for (String more :
                List.of("server_round_robin = 0", "server_round_robin = 1", "server_reset_query_always = 1")) {
            try (PgBouncer pool = PgBouncer.before(database, "pool_mode = transaction", more)) {
                ProcessResult result = migrations.launcher(pool.database()).run();
                assertEquals(1, result.exitCode(), result::toString);
                assertTrue(result.errorText().contains("(transaction pooling)"), result::toString);
                assertTrue(result.errorText().contains("help: nothing was changed; give the host"), result::toString);
                assertEquals("", result.outputText());
                assertTrue(
                        migrations.on(pool.database()).build().examine().stream()
                                .anyMatch(one -> one.area().equals("locks") && one.state() == Finding.State.PROBLEM),
                        "told on examination, too");
                assertEquals(List.of(), Inspection.tables(database), more);
                assertEquals(List.of("0"), rows(database, LOCKS), more);
            }
        }
        migrations.migrate(database);
    }

    /** Others' work moves the sessions about, so that no two questions need reach the same one by chance. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void transactionPoolingIsSeenInABusyPoolToo(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        for (int mode = 0; mode < 2; mode++) {
            try (PgBouncer pool = PgBouncer.before(
                    database, "pool_mode = transaction", "server_round_robin = " + mode, "default_pool_size = 5")) {
                try (Busy busy = Busy.on(pool.database(), 8)) {
                    for (int i = 0; i < 20; i++) {
                        MigriException refusal =
                                assertThrows(MigriException.class, () -> migrations.migrate(pool.database()));
                        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code(), refusal::toString);
                    }
                    assertTrue(busy.asked() > 0);
                }
            }
        }
        assertEquals(List.of(), Inspection.tables(database));
        assertEquals(List.of("0"), rows(database, LOCKS));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void whereNothingIsPendingTransactionPoolingDoesNoHarm(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        try (PgBouncer pool = PgBouncer.before(database, "pool_mode = transaction")) {
            for (int i = 0; i < 8; i++) {
                assertEquals(List.of(), migrations.migrate(pool.database()).results());
            }
            assertTrue(migrations.on(pool.database()).build().lockHolder().isEmpty());
        }
        assertEquals(List.of("0"), rows(database, LOCKS));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void twoRunsThroughThePoolApplyNothingTwice(Database database) throws Exception {
        database.execute("CREATE TABLE tally (id int)");
        Migrations migrations = Migrations.in(directory);
        for (int i = 1; i <= 5; i++) {
            migrations.file("000" + i, "INSERT INTO tally VALUES (" + i + ");", "SELECT pg_sleep(0.1);");
        }
        assertEquals(List.of(1, 1), together(migrations, database, "pool_mode = transaction"));
        assertEquals(List.of(), rows(database, "SELECT id FROM tally"));
        assertEquals(List.of("0"), rows(database, LOCKS));
        assertEquals(List.of(0, 0), together(migrations, database, "pool_mode = session"));
        assertEquals(List.of("1", "2", "3", "4", "5"), rows(database, "SELECT id FROM tally ORDER BY id"));
        assertEquals(5, applied(database).size());
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void sessionPoolingIsAsGoodAsNone(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file("0002_index", "CREATE INDEX CONCURRENTLY keep_id ON keep (id);", "INSERT INTO keep VALUES (2);");
        try (PgBouncer pool = PgBouncer.before(database, "pool_mode = session")) {
            ProcessResult result = migrations.launcher(pool.database()).run();
            assertEquals(0, result.exitCode(), result::toString);
            assertEquals(List.of("0"), rows(database, LOCKS), "while the pool still has the session");
            migrations.file("0003_wrong", "INSERT INTO nowhere VALUES (1);");
            assertEquals(3, migrations.launcher(pool.database()).run().exitCode());
            assertEquals(List.of("0"), rows(database, LOCKS));
        }
    }

    /** One connection alone cannot show whether its session is its own. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void aBorrowedConnectionThroughAPoolIsRefused(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        for (String mode : List.of("transaction", "session")) {
            try (PgBouncer pool = PgBouncer.before(database, "pool_mode = " + mode);
                    Connection connection = pool.database().connect()) {
                MigriException refusal = assertThrows(MigriException.class, () -> Migri.builder()
                        .connection(connection)
                        .directory(migrations.directory())
                        .build()
                        .migrate());
                assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code(), refusal::toString);
                assertTrue(String.valueOf(refusal.getMessage()).contains("a proxy"), refusal::toString);
            }
        }
        assertEquals(List.of(), Inspection.tables(database));
        assertEquals(List.of("0"), rows(database, LOCKS));
    }

    /** Where nothing moves while Migri looks, what is in the session's own list of locks tells. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void aLockThatSomebodyLeftInThePoolIsNotTakenForOnesOwn(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file(
                        "0002_seen",
                        "CREATE TABLE seen AS SELECT classid::bigint << 32 | objid::bigint AS key FROM pg_locks",
                        "WHERE locktype = 'advisory' AND pid = pg_backend_pid();");
        try (PgBouncer pool = PgBouncer.before(database, "pool_mode = session", "server_reset_query =")) {
            assertEquals(2, migrations.migrate(pool.database()).applied().size());
            try (Connection leaving = pool.database().connect()) {
                assertEquals(List.of("t"), rows(leaving, "SELECT pg_try_advisory_lock(key) FROM seen"));
            }
            migrations.file("0003_row", "INSERT INTO keep VALUES (2);");
            MigriException refusal = assertThrows(MigriException.class, () -> migrations.migrate(pool.database()));
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code(), refusal::toString);
        }
        assertEquals(List.of("0001_keep", "0002_seen"), applied(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aPoolThatDoesNotTakeAParameterIsNamed(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        try (PgBouncer pool = PgBouncer.before(database, "pool_mode = session")) {
            ProcessResult result = migrations.launcher(pool.database()).run("--db-schema", "public");
            assertEquals(1, result.exitCode(), result::toString);
            assertTrue(result.errorText().contains("unsupported startup parameter: search_path"), result::toString);
            assertTrue(result.errorText().contains("ignore_startup_parameters"), result::toString);
        }
    }

    private static List<Integer> together(Migrations migrations, Database database, String mode) throws Exception {
        List<Integer> exits = new ArrayList<>();
        try (PgBouncer pool = PgBouncer.before(database, mode);
                ChildProcess first = migrations.launcher(pool.database()).start();
                ChildProcess second = migrations.launcher(pool.database()).start()) {
            exits.add(first.result(Launcher.LIMIT).exitCode());
            exits.add(second.result(Launcher.LIMIT).exitCode());
        }
        return exits;
    }
}
