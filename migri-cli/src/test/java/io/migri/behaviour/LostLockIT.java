package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigrationFailedException;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.fault.Struck;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.io.TempDir;

/** A script gives up the lock of its run where the reader cannot see it, and somebody else takes it before the row is written. */
class LostLockIT {
    /** The last statement is in another message than the first ones. */
    private static final String[] GIVES_UP = {
        "BEGIN;",
        "CALL give_up();",
        "COMMIT;",
        "BEGIN;",
        "INSERT INTO keep VALUES (2);",
        "INSERT INTO keep VALUES (3 /* here */);",
        "COMMIT;"
    };

    @TempDir
    private Path directory;

    @ForEachDatabase(Engine.POSTGRESQL)
    void theFirstIsToldWhereAnotherHasTheLock(Database database) throws Exception {
        Migrations migrations = prepared(database).file("0002", GIVES_UP);
        Dialect dialect = dialect(database);
        try (Connection other = dialect.connect(database.config())) {
            DialectSession theirs = dialect.session(other);
            MigrationFailedException failure = fail(database, migrations, struck -> taken(theirs));
            assertTrue(failure.getMessage().contains("does not hold its lock any more"), failure.getMessage());
        }
        assertEquals(List.of("1"), rows(database, "SELECT id FROM keep ORDER BY 1"));
        assertEquals(List.of("0001_keep"), applied(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void theFirstIsToldWhereAnotherHadTheLockAndWasQuicker(Database database) throws Exception {
        Migrations migrations = prepared(database).file("0002", GIVES_UP);
        fail(database, migrations, struck -> migrations.migrate(database));
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep ORDER BY 1"));
        assertEquals(List.of("0001_keep", "0002"), applied(database));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void nothingOutsideOfATransactionRunsWithoutTheLock(Database database) throws Exception {
        String outside = database.engine() == Engine.POSTGRESQL
                ? "CREATE INDEX CONCURRENTLY /* here */ made ON keep (id);"
                : "CREATE TABLE /* here */ made (id int);";
        String made = database.engine() == Engine.POSTGRESQL
                ? "SELECT count(*) FROM pg_indexes WHERE indexname = 'made'"
                : "SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'made'";
        Migrations migrations =
                prepared(database).file("0002", "INSERT INTO keep VALUES (2);", "CALL give_up();", outside);
        MigrationFailedException failure = migrations.fail(database);
        assertTrue(failure.getMessage().contains("does not hold its lock any more"), failure.getMessage());
        assertEquals(List.of("0"), rows(database, made));
        assertEquals(List.of("0001_keep"), applied(database));
    }

    private Migrations prepared(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        database.execute(
                database.engine() == Engine.POSTGRESQL
                        ? "CREATE PROCEDURE give_up() LANGUAGE plpgsql AS $$BEGIN PERFORM pg_advisory_unlock_all(); END$$"
                        : "CREATE PROCEDURE give_up() BEGIN DO RELEASE_ALL_LOCKS(); END");
        return migrations;
    }

    private static MigrationFailedException fail(Database database, Migrations migrations, Struck.Strike strike) {
        return assertThrows(MigrationFailedException.class, () -> migrations
                .on(database)
                .dialect(Struck.before(dialect(database), LostLockIT::isHere, strike))
                .build()
                .migrate());
    }

    private static void taken(DialectSession theirs) throws SQLException {
        assertTrue(theirs.locks().tryLock(HistoryTable.USUAL).isPresent(), "it was not given up yet");
    }

    private static boolean isHere(List<?> statements) {
        return statements.stream().anyMatch(statement -> statement.toString().contains("/* here */"));
    }

    private static Dialect dialect(Database database) {
        return ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.id().equals(database.engine().dialect()))
                .findFirst()
                .orElseThrow();
    }
}
