package io.migri.dialect.mysql.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.event.ServerProgress;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the server says of a statement that waits, and of one that rebuilds a table. */
final class MySqlWatchTest {
    private static final int TRIES = 6000;
    private static final int PAUSE_MILLIS = 10;
    private static final String CONSUMER =
            "UPDATE performance_schema.setup_consumers SET enabled = '%s' WHERE name = 'events_stages_current'";

    private final Dialect dialect = new MySqlDialect();

    @Test
    void whatAStatementWaitsForIsItsPhase(
            @TestDatabase(value = Engine.MYSQL, performanceSchema = true) Database database) throws Exception {
        lookAtOneThatWaits(database);
    }

    @Test
    void whatAStatementWaitsForIsItsPhaseOnMariaDb(@TestDatabase(Engine.MARIADB) Database database) throws Exception {
        lookAtOneThatWaits(database);
    }

    /** MySQL tells nothing then. */
    @Test
    void withoutThePerformanceSchemaNothingIsTold(@TestDatabase(Engine.MYSQL) Database database) throws Exception {
        try (Connection own = dialect.connect(database.config())) {
            assertEquals(Optional.empty(), watched(own, own));
        }
    }

    private void lookAtOneThatWaits(Database database) throws Exception {
        database.execute("CREATE TABLE a (id int)");
        // the reader is closed first, or nobody could close the one that waits for it
        try (Connection changing = dialect.connect(database.config());
                Connection witness = dialect.connect(database.config());
                Connection reader = dialect.connect(database.config())) {
            execute(reader, "START TRANSACTION");
            execute(reader, "SELECT * FROM a");
            CompletableFuture<Void> changed =
                    CompletableFuture.runAsync(() -> execute(changing, "ALTER TABLE a ADD COLUMN b int"));
            ServerProgress seen =
                    await(witness, changing, progress -> progress.phase().startsWith("Waiting"));
            execute(reader, "ROLLBACK");
            changed.get(1, TimeUnit.MINUTES);
            assertEquals("Waiting for table metadata lock", seen.phase());
            assertEquals(0, seen.total());
            assertEquals(Optional.empty(), watched(witness, changing));
        }
    }

    @Test
    void aTableThatIsRebuiltHasAPercentage(
            @TestDatabase(value = Engine.MYSQL, performanceSchema = true) Database database) throws Exception {
        lookAtARebuiltTable(database);
    }

    @Test
    void aTableThatIsRebuiltHasAPercentageOnMariaDb(@TestDatabase(Engine.MARIADB) Database database) throws Exception {
        lookAtARebuiltTable(database);
    }

    private void lookAtARebuiltTable(Database database) throws Exception {
        database.execute("CREATE TABLE a (id int AUTO_INCREMENT PRIMARY KEY, name varchar(100))");
        database.execute("INSERT INTO a (name) VALUES ('x')");
        for (int i = 0; i < 15; i++) {
            database.execute("INSERT INTO a (name) SELECT repeat('x', 90) FROM a");
        }
        if (database.engine() == Engine.MYSQL) {
            database.execute(String.format(CONSUMER, "YES"));
        }
        AtomicBoolean seenIt = new AtomicBoolean();
        try (Connection changing = dialect.connect(database.config());
                Connection witness = dialect.connect(database.config())) {
            String rebuild = database.engine() == Engine.MYSQL
                    ? "ALTER TABLE a ENGINE = InnoDB"
                    : "ALTER TABLE a FORCE, ALGORITHM = COPY";
            CompletableFuture<Void> changed = CompletableFuture.runAsync(() -> repeat(changing, rebuild, seenIt));
            ServerProgress seen;
            try {
                seen = await(witness, changing, progress -> progress.percent().orElse(0) > 0);
            } finally {
                seenIt.set(true);
            }
            changed.get(1, TimeUnit.MINUTES);
            assertTrue(seen.percent().orElseThrow() <= 100, seen::toString);
            assertTrue(!seen.phase().isEmpty() && !seen.phase().contains("/"), seen::toString);
        } finally {
            if (database.engine() == Engine.MYSQL) {
                database.execute(String.format(CONSUMER, "NO"));
            }
        }
    }

    private ServerProgress await(Connection witness, Connection watched, Predicate<ServerProgress> wanted)
            throws Exception {
        for (int i = 0; i < TRIES; i++) {
            Optional<ServerProgress> seen = watched(witness, watched).filter(wanted);
            if (seen.isPresent()) {
                return seen.get();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("the server never said so");
    }

    private Optional<ServerProgress> watched(Connection witness, Connection watched) throws SQLException {
        DialectSession session = dialect.session(watched);
        return dialect.session(witness).watch().of(session.locks().identity().orElseThrow());
    }

    private static void repeat(Connection connection, String sql, AtomicBoolean enough) {
        while (!enough.get()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }
}
