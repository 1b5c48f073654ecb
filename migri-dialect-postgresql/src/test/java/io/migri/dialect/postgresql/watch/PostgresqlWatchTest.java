package io.migri.dialect.postgresql.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.event.ServerProgress;
import io.migri.api.event.ServerProgress.Unit;
import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** What the server says of statements that are held half way. */
final class PostgresqlWatchTest {
    private static final int TRIES = 1200;
    private static final int PAUSE_MILLIS = 50;

    /** The first version whose server shows the progress of {@code COPY}. */
    private static final int WITH_COPY = 14;

    private final Dialect dialect = new PostgresqlDialect();

    @Test
    void anIndexThatWaitsForWritersTellsHowManyThereAre(@TestDatabase(Engine.POSTGRESQL) Database database)
            throws Exception {
        database.execute("CREATE TABLE a (id int)");
        try (Connection writer = dialect.connect(database.config());
                Statement write = writer.createStatement();
                Connection builder = dialect.connect(database.config());
                Connection witness = dialect.connect(database.config())) {
            write.execute("BEGIN; INSERT INTO a VALUES (1)");
            CompletableFuture<Void> built =
                    CompletableFuture.runAsync(() -> execute(builder, "CREATE INDEX CONCURRENTLY i ON a (id)"));
            ServerProgress seen =
                    await(witness, builder, progress -> progress.phase().startsWith("waiting"));
            write.execute("ROLLBACK");
            built.get(1, TimeUnit.MINUTES);
            assertEquals("waiting for writers before build", seen.phase());
            assertEquals(new ServerProgress(seen.phase(), 0, 1, Unit.STEPS), seen);
            assertEquals(Optional.empty(), watched(witness, builder));
        }
    }

    @Test
    void aCopyTellsHowManyRowsThereAre(@TestDatabase(Engine.POSTGRESQL) Database database) throws Exception {
        database.execute("CREATE TABLE a (id int)");
        try (Connection loader = dialect.connect(database.config());
                Connection witness = dialect.connect(database.config())) {
            CopyIn copy = loader.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY a FROM stdin");
            byte[] rows = "12345\n".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(rows, 0, rows.length);
            copy.flushCopy();
            if (loader.getMetaData().getDatabaseMajorVersion() < WITH_COPY) {
                assertEquals(Optional.empty(), watched(witness, loader));
                return;
            }
            ServerProgress seen = await(witness, loader, progress -> progress.done() > 0);
            copy.endCopy();
            assertEquals("COPY FROM", seen.phase());
            assertEquals(Unit.ROWS, seen.unit());
            assertEquals(0, seen.total());
            assertTrue(seen.done() <= 50_000, seen::toString);
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

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }
}
