package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs in one JVM, in the midst of their migrations at the same moments, each on a database of its own. */
class TwoDatabasesTest {
    private static final int MIGRATIONS = 3;
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path path;

    @Test
    void ofTwoDialects(@TestDatabase(Engine.SQLITE) Database one, @TestDatabase(Engine.POSTGRESQL) Database other)
            throws Exception {
        keepApart(one, other);
    }

    @Test
    void ofOneDialect(@TestDatabase(Engine.MYSQL) Database one, @TestDatabase(Engine.MARIADB) Database other)
            throws Exception {
        keepApart(one, other);
    }

    private void keepApart(Database one, Database other) throws Exception {
        Meeting meeting = new Meeting(new CyclicBarrier(2), new AtomicInteger());
        Migri first = migri(one, "one", meeting);
        Migri second = migri(other, "other", meeting);
        CompletableFuture<MigrationReport> beside =
                CompletableFuture.supplyAsync(second::migrate, task -> new Thread(task).start());
        assertEquals(MIGRATIONS, first.migrate().applied().size());
        assertEquals(MIGRATIONS, beside.get().applied().size());
        assertEquals(2 * MIGRATIONS, meeting.met().get(), "each migration of the one ran beside one of the other");
        assertEquals(List.of("one"), rows(one));
        assertEquals(List.of("other"), rows(other));
        assertTrue(first.check().isCurrent());
        assertTrue(second.check().isCurrent());
    }

    /** The same names, other contents. */
    private Migri migri(Database database, String who, MigrationListener meeting) throws Exception {
        Path migrations = Files.createDirectory(path.resolve(who));
        new Directory(migrations)
                .file("0001_a.sql", "CREATE TABLE a (who varchar(10));")
                .file("0002_b.sql", "INSERT INTO a VALUES ('" + who + "');")
                .file("0003_c.py", "async def migrate(conn):", "    return True");
        return Migri.builder()
                .target(database.config())
                .directory(migrations)
                .listener(meeting)
                .build();
    }

    private static List<String> rows(Database database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT who FROM a")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** Each migration that begins waits for one of the other run. */
    private record Meeting(CyclicBarrier barrier, AtomicInteger met) implements MigrationListener {
        @Override
        public void started(Started event) {
            try {
                barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                met.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the other run does not come", e);
            }
        }
    }
}
