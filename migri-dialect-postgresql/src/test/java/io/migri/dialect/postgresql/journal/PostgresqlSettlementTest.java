package io.migri.dialect.postgresql.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.spi.history.RecoveryJournal.Verdict;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What looking shows of a statement in doubt, and what is done about what it left. */
final class PostgresqlSettlementTest {
    private static final String DETACH = "ALTER TABLE reading DETACH PARTITION reading_old CONCURRENTLY";
    private static final String INDEX = "CREATE UNIQUE INDEX CONCURRENTLY ON thing (id)";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Database database;
    private final Connection connection;

    PostgresqlSettlementTest(@TestDatabase(Engine.POSTGRESQL) Database database) throws SQLException {
        this.database = database;
        this.connection = database.connect();
    }

    @BeforeEach
    void makeTables() throws SQLException {
        database.execute(
                "CREATE TABLE reading (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE reading_old PARTITION OF reading FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE thing (id int, other int)",
                "CREATE INDEX ON thing (other)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aPartitionThatIsStillAttachedWasNotDetached() throws SQLException {
        String before = look(DETACH);
        assertEquals(Verdict.REPEATABLE, settle(DETACH, before));
        database.execute(DETACH);
        assertEquals(Verdict.HAPPENED, settle(DETACH, before));
    }

    @Test
    void aPartitionThatWasNotAttachedIsNoMatter() throws SQLException {
        database.execute(DETACH);
        assertEquals(Verdict.REPEATABLE, settle(DETACH, look(DETACH)));
    }

    @Test
    void aDetachmentThatEndedHalfWayIsFinished() throws Exception {
        String before = look(DETACH);
        try (Connection reader = database.connect();
                Statement read = reader.createStatement()) {
            reader.setAutoCommit(false);
            read.execute("SELECT * FROM reading");
            CompletableFuture<Void> detaching =
                    CompletableFuture.runAsync(() -> assertThrows(SQLException.class, () -> database.execute(DETACH)));
            await("SELECT inhrelid FROM pg_inherits WHERE inhdetachpending");
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = '" + DETACH + "'");
            detaching.join();
        }
        assertEquals(Verdict.HAPPENED, settle(DETACH, before));
        assertEquals(null, text("SELECT inhrelid FROM pg_inherits WHERE inhparent = 'reading'::regclass"));
    }

    @Test
    void anIndexWithoutANameIsTheOneThatIsNew() throws SQLException {
        String before = look(INDEX);
        assertEquals(Verdict.REPEATABLE, settle(INDEX, before));
        database.execute(INDEX);
        assertEquals(Verdict.HAPPENED, settle(INDEX, before));
        database.execute("CREATE INDEX ON thing (other, id)");
        assertEquals(Verdict.UNKNOWN, settle(INDEX, before));
    }

    @Test
    void anInvalidIndexWithoutANameIsDropped() throws SQLException {
        String before = look(INDEX);
        database.execute("INSERT INTO thing VALUES (1), (1)");
        assertThrows(SQLException.class, () -> database.execute(INDEX));
        assertEquals(Verdict.REPEATABLE, settle(INDEX, before));
        assertEquals("1", text("SELECT count(*) FROM pg_index WHERE indrelid = 'thing'::regclass"));
    }

    @Test
    void theFirstIndexOfATableIsFoundToo() throws SQLException {
        database.execute("DROP INDEX thing_other_idx");
        String before = look(INDEX);
        assertEquals(Verdict.REPEATABLE, settle(INDEX, before));
        database.execute(INDEX);
        assertEquals(Verdict.HAPPENED, settle(INDEX, before));
    }

    private String look(String statement) throws SQLException {
        String found = text("SELECT " + PostgresqlSubject.of(statement).look());
        return found == null ? "" : found;
    }

    private Verdict settle(String statement, String before) throws SQLException {
        return PostgresqlSettlement.of(connection, PostgresqlSubject.of(statement), before);
    }

    private void await(String query) throws SQLException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (text(query) == null) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never found anything: " + query);
            }
            Thread.sleep(10);
        }
    }

    private @Nullable String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    @Test
    void anIndexOnATableThatIsNotThereWasNotMade() throws SQLException {
        for (String statement :
                new String[] {"CREATE INDEX CONCURRENTLY i ON thnig (id)", "CREATE INDEX CONCURRENTLY ON thnig (id)"}) {
            assertEquals(Verdict.REPEATABLE, settle(statement, look(statement)));
            assertEquals(Verdict.REPEATABLE, settle(statement, ""), "as earlier versions noted it");
        }
    }

    @Test
    void whatOthersWriteIntoTheJournalIsNumbersOrNothing() throws SQLException {
        String attack = "0; create table taken_over (id int); select 1";
        for (String statement : new String[] {
            "CREATE INDEX CONCURRENTLY i ON thing (id)",
            INDEX,
            DETACH,
            "DROP INDEX CONCURRENTLY i",
            "REINDEX INDEX CONCURRENTLY i",
            "CREATE DATABASE d"
        }) {
            for (String before : new String[] {attack, "0:" + attack, attack + ":0", "1:2) or (1=1", "99999999999:0"}) {
                settle(statement, before);
            }
        }
        assertEquals(null, text("SELECT to_regclass('taken_over')"));
    }
}
