package io.migri.dialect.postgresql.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many statements in one message, and which of them failed. */
final class PostgresqlMessageTest {
    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final Database database;
    private final Connection connection;
    private final DialectSession session;

    PostgresqlMessageTest(@TestDatabase(Engine.POSTGRESQL) Database database) throws SQLException {
        this.database = database;
        this.connection = dialect.connect(database.config());
        this.session = dialect.session(connection);
    }

    @BeforeEach
    void createTable() throws SQLException {
        session.wire().execute(List.of("CREATE TABLE t (a int PRIMARY KEY, b text)"));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void executesNothingWhereALaterStatementHasWrongSyntax() throws SQLException {
        List<String> batch = List.of(
                "BEGIN",
                "INSERT INTO t VALUES (1, '🥳é')",
                "SELECT 1",
                "INSERT INTO t VALUES (2, '🥳') RETURNINGG a",
                "COMMIT");
        StatementFailedException failure = fail(batch);
        assertEquals(3, failure.index());
        assertEquals(0, failure.completed());
        DatabaseError error = dialect.explain(failure.failure(), batch.get(3));
        assertEquals(OptionalInt.of(batch.get(3).indexOf("RETURNINGG")), error.offset());
        assertEquals("42601", error.code());
        assertEquals("syntax error at or near \"RETURNINGG\"", error.message());
        assertEquals("0", text("SELECT count(*) FROM t"));
    }

    @Test
    void saysHowFarItGotWhereAStatementFails() throws SQLException {
        List<String> batch =
                List.of("BEGIN", "SELECT '🥳'", "INSERT INTO t VALUES (1, '🥳')", "SELECT  nothing FROM t", "COMMIT");
        StatementFailedException failure = fail(batch);
        assertEquals(3, failure.index());
        assertEquals(3, failure.completed());
        DatabaseError error = dialect.explain(failure.failure(), batch.get(3));
        assertEquals(OptionalInt.of(8), error.offset());
        assertEquals("column \"nothing\" does not exist", error.message());
        session.wire().execute(List.of("ROLLBACK"));
    }

    @Test
    void blamesTheLastStatementForItsMissingEnd() {
        List<String> batch = List.of("BEGIN", "SELECT 1", "CREATE TABLE u (a int", "SELECT 2");
        StatementFailedException failure = fail(batch);
        assertEquals(2, failure.index());
        assertEquals(
                OptionalInt.of(batch.get(2).length()),
                dialect.explain(failure.failure(), batch.get(2)).offset());
    }

    @Test
    void takesNoPositionWithinACalledFunctionForOneInTheScript() throws SQLException {
        session.wire()
                .execute(
                        List.of(
                                "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'SELECT  FROM x y z'; RETURN 1; END $$"));
        StatementFailedException failure = fail(List.of("BEGIN", "SELECT f()"));
        assertEquals(1, failure.index());
        DatabaseError error = dialect.explain(failure.failure(), "SELECT f()");
        assertEquals(OptionalInt.empty(), error.offset());
        assertTrue(error.detail().orElse("").contains("PL/pgSQL function f() line 1 at EXECUTE"), error::toString);
    }

    @Test
    void takesNoPositionOfAnEarlierMessageForOneInThis() throws SQLException {
        session.wire().execute(List.of("BEGIN", "SELECT 1, 2, 3, 4, 5", "PREPARE p AS SELECT b FROM t", "COMMIT"));
        session.wire().execute(List.of("ALTER TABLE t DROP COLUMN b"));
        StatementFailedException failure = fail(List.of("BEGIN", "EXECUTE p", "SELECT 2"));
        assertEquals(1, failure.index());
        assertEquals(1, failure.completed());
    }

    @Test
    void makesNoTransactionOfWhatStandsOutsideOfOne() throws SQLException {
        StatementFailedException failure = fail(List.of(
                "INSERT INTO t VALUES (1)",
                "BEGIN",
                "INSERT INTO t VALUES (2)",
                "ROLLBACK",
                "INSERT INTO t VALUES (3)",
                "nonsense"));
        assertEquals(5, failure.index());
        assertEquals(5, failure.completed());
        assertEquals("1 3", text("SELECT string_agg(a::text, ' ' ORDER BY a) FROM t"));
    }

    @Test
    void countsStatementsWhateverTheyReturn() throws SQLException {
        session.wire()
                .execute(List.of(
                        "CREATE RULE quiet AS ON DELETE TO t DO INSTEAD NOTHING", "CREATE VIEW v AS SELECT * FROM t"));
        List<String> batch = List.of(
                "BEGIN",
                "DELETE FROM t",
                "DO $$ BEGIN RAISE NOTICE 'heard'; END $$",
                "VALUES (1), (2)",
                "SELECT FROM t",
                "INSERT INTO t VALUES (1, '') RETURNING a",
                "COPY t TO stdout",
                "DECLARE c CURSOR FOR SELECT 1",
                "FETCH ALL FROM c",
                "EXPLAIN SELECT 1",
                "SHOW search_path",
                "CALL nobody()",
                "COMMIT");
        StatementFailedException failure = fail(batch);
        assertEquals(11, failure.index());
        assertEquals(11, failure.completed());
        session.wire().execute(List.of("ROLLBACK"));
    }

    @Test
    void dropsTheRowsOfCopyAsThoseOfSelect() throws SQLException {
        session.wire()
                .execute(List.of(
                        "BEGIN",
                        "INSERT INTO t VALUES (1, 'x')",
                        "COPY t TO stdout",
                        "INSERT INTO t VALUES (2, 'y')",
                        "COMMIT"));
        assertEquals("2", text("SELECT count(*) FROM t"));
    }

    @Test
    void waitsWhereAStatementChangesHowStringsAreRead() throws SQLException {
        session.wire()
                .execute(List.of(
                        "SET standard_conforming_strings = off",
                        "INSERT INTO t VALUES (1, 'it\\'s')",
                        "RESET standard_conforming_strings",
                        "INSERT INTO t VALUES (2, 'a\\b')"));
        assertEquals("it's a\\b", text("SELECT string_agg(b, ' ' ORDER BY a) FROM t"));
    }

    @Test
    void countsOnWhereItHadToWait() {
        List<String> batch =
                List.of("BEGIN", "SELECT 1", "SET standard_conforming_strings = off", "SELECT 'it\\'s'", "SELEC");
        StatementFailedException failure = fail(batch);
        assertEquals(4, failure.index());
        assertEquals(3, failure.completed());
    }

    @Test
    void letsTheFirstStatementOfATransactionChooseItsIsolation() throws SQLException {
        session.wire()
                .execute(List.of(
                        "BEGIN",
                        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                        "INSERT INTO t VALUES (1, current_setting('transaction_isolation'))",
                        "COMMIT"));
        assertEquals("serializable", text("SELECT b FROM t"));
    }

    @Test
    void sendsNoTextThatTheProtocolCannotHold() {
        StatementFailedException failure = fail(List.of("BEGIN", "SELECT 'a\0b'"));
        assertEquals(1, failure.index());
        assertEquals(0, failure.completed());
        assertEquals(
                OptionalInt.of(9),
                dialect.explain(failure.failure(), "SELECT 'a\0b'").offset());
    }

    @Test
    void printsNothing() throws SQLException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream trap = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(trap);
            System.setErr(trap);
            session.wire().execute(List.of("DO $$ BEGIN RAISE WARNING 'loud'; END $$", "ROLLBACK"));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void needsOneRoundTripForEachOfAThousandMigrations() throws SQLException, IOException {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port());
                Connection through =
                        dialect.connect(database.through(proxy.port()).config())) {
            DialectSession counted = dialect.session(through);
            List<String> restore = counted.state().restore();
            proxy.resetCount();
            for (int i = 0; i < 1000; i++) {
                List<String> batch = new ArrayList<>(List.of("BEGIN", "INSERT INTO t VALUES (" + i + ")"));
                batch.addAll(restore);
                batch.add("COMMIT");
                counted.wire().execute(batch);
            }
            assertEquals(1000, proxy.roundTrips());
            assertEquals("1000", text("SELECT count(*) FROM t"));
        }
    }

    private StatementFailedException fail(List<String> batch) {
        return assertThrows(StatementFailedException.class, () -> session.wire().execute(batch));
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertTrue(row.next());
            return String.valueOf(row.getString(1));
        }
    }
}
