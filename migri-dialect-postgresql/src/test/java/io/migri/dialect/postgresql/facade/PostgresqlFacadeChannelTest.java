package io.migri.dialect.postgresql.facade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.dialect.postgresql.facade.codec.PostgresqlFacadeRefusal;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptHost;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.BaseConnection;

/** The operations that the facade is made of. */
final class PostgresqlFacadeChannelTest {
    private final Connection connection;
    private ScriptChannel channel;

    PostgresqlFacadeChannelTest(@TestDatabase(Engine.POSTGRESQL) Database database) throws SQLException {
        this.connection = new PostgresqlDialect().connect(database.config());
        this.channel = open(false);
    }

    @AfterEach
    void close() throws SQLException {
        channel.close();
        connection.close();
    }

    @Test
    void executesSeveralStatementsAndTellsTheLastTag() throws Exception {
        assertEquals("INSERT 0 2", run("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2);"));
        assertEquals("SELECT 2", run("SELECT * FROM t"));
        assertEquals("", run(" -- nothing"));
    }

    @Test
    void tellsTheTypesOfParametersAndColumns() throws Exception {
        Object[] statement = call("prepare", "SELECT $2::int8 AS a, $1::text, 'x'::name AS \"B\" WHERE $1 IS NOT NULL");
        assertArrayEquals(new Object[] {25L, 20L}, (Object[]) statement[1]);
        assertEquals("[[a, 20], [text, 25], [B, 19]]", Arrays.deepToString((Object[]) statement[2]));
    }

    @Test
    void takesAParameterThatStandsTwice() throws Exception {
        int statement = prepare("SELECT $1::int WHERE $1 = 7 OR $1 IS NULL");
        assertEquals("SELECT 1", query(statement, List.of("7"))[0]);
        assertEquals("SELECT 0", query(statement, List.of("8"))[0]);
        assertEquals("SELECT 1", query(statement, Collections.singletonList(null))[0]);
    }

    @Test
    void takesNumbersAndBytesAsTheyAre() throws Exception {
        int statement =
                prepare("SELECT concat_ws(' ', $1::int2, $2::int4, $3::int8, $4::float8, $5::numeric, $6::bytea)");
        Object[] answer = query(statement, List.of(-2L, -4L, Long.MIN_VALUE, -1.5, 12L, new byte[] {0, -1}));
        assertTrue(text(answer[1]).contains("-2 -4 -9223372036854775808 -1.5 12 \\x00ff"), text(answer[1]));
    }

    @Test
    void executesAStatementManyTimes() throws Exception {
        run("CREATE TABLE t (a int UNIQUE, b text)");
        int statement = prepare("INSERT INTO t VALUES ($1, $2)");
        List<Object> numbers = new java.util.ArrayList<>();
        for (long i = 0; i < 1_001; i++) {
            numbers.add(i);
        }
        call("each", statement, List.of(numbers, Collections.nCopies(1_001, "x")), 1_001, false);
        call("each", statement, List.of(List.of(2_000L), List.of("y")), 1, false);
        assertEquals("SELECT 1002", run("SELECT * FROM t"));
    }

    @Test
    void preparesAStatementOnceForAllItsExecutions() throws Exception {
        run("CREATE TABLE t (a int, b float8)");
        int statement = prepare("INSERT INTO t VALUES ($1, $2)");
        for (int i = 0; i < 5; i++) {
            call("each", statement, List.of(Collections.nCopies(600, 1L), Collections.nCopies(600, 0.5)), 600, false);
            query(statement, Arrays.asList(null, "1"));
        }
        assertEquals("SELECT 1", run("SELECT * FROM pg_prepared_statements"));
    }

    @Test
    void stopsAtTheFirstOfManyThatFails() throws Exception {
        run("CREATE TABLE t (a int)");
        int statement = prepare("INSERT INTO t SELECT 10 / $1::int");
        List<Object> values = List.of(List.of(1L, 2L, 0L, 5L));
        SQLException failure = assertThrows(SQLException.class, () -> call("each", statement, values, 4, false));
        assertEquals("22012", failure.getSQLState());
    }

    @Test
    void handsOutManyRowsInPortions() throws Exception {
        Object[] answer = query(prepare("SELECT i FROM generate_series(1, 25000) i"), List.of());
        int portions = 1;
        Object more = answer[2];
        while (!more.equals(0)) {
            more = call("more", more)[1];
            portions++;
        }
        assertEquals(3, portions);
        assertEquals("SELECT 25000", answer[0]);
    }

    @Test
    void stopsAtALimit() throws Exception {
        Object[] answer = call("query", prepare("SELECT i FROM generate_series(1, 9) i"), List.of(), 1);
        assertNull(answer[0]);
        assertArrayEquals(new byte[] {'[', 1, 0, 0, 0, '(', 1, 0, 0, 0, 'i', 1, 0, 0, 0}, (byte[]) answer[1]);
    }

    @Test
    void takesRowsFromACursorInATransaction() throws Exception {
        run("BEGIN");
        Object[] first = call("open", prepare("SELECT i FROM generate_series(1, 3) i"), List.of(), 2);
        Object[] second = call("advance", first[0], 2);
        assertEquals(2, ((byte[]) first[1])[1]);
        assertEquals(1, ((byte[]) second[1])[1]);
        assertEquals(0, second[0]);
        assertEquals(0, ((byte[]) call("advance", first[0], 2)[1])[1]);
    }

    @Test
    void copiesInAndOut() throws Exception {
        run("CREATE TABLE t (a int, b text)");
        call("copy_in", "COPY t FROM STDIN");
        call("copy_write", "1\ta\n2\t".getBytes(UTF_8));
        call("copy_write", "é\n".getBytes(UTF_8));
        assertEquals("COPY 2", call("copy_end")[0]);
        call("copy_out", "COPY t TO STDOUT");
        Object[] all = call("copy_read");
        assertEquals("1\ta\n2\té\n", text(all[0]));
        assertEquals("COPY 2", all[1]);
    }

    @Test
    void endsACopyThatIsGivenUp() throws Exception {
        run("CREATE TABLE t (a int)");
        call("copy_in", "COPY t FROM STDIN");
        call("copy_write", "1\n".getBytes(UTF_8));
        call("copy_cancel");
        call("copy_out", "COPY (SELECT generate_series(1, 1000000)) TO STDOUT");
        call("copy_read");
        call("copy_cancel");
        assertEquals("SELECT 0", run("SELECT * FROM t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "/* a */ -- b\n commit work",
                "end",
                "ROLLBACK;",
                "abort",
                "BEGIN",
                "start transaction",
                "SELECT 1; COMMIT; SELECT 2",
                "ROLLBACK AND CHAIN",
                "PREPARE TRANSACTION 'x'"
            })
    void refusesToEndTheRunsTransaction(String text) throws Exception {
        withinTransaction();
        PostgresqlFacadeRefusal refusal = assertThrows(PostgresqlFacadeRefusal.class, () -> run(text));
        assertTrue(channel.explain(refusal).containsKey("unsupported"));
        assertEquals("OPEN", status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'COMMIT; COMMIT'",
                "DO $$ BEGIN PERFORM 1; END $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END",
                "SAVEPOINT a; ROLLBACK TO a; RELEASE a",
                "SELECT 1 AS \"commit\" -- ; COMMIT",
                "PREPARE x AS SELECT 1"
            })
    void letsTheRestThroughWithinTheRunsTransaction(String text) throws Exception {
        withinTransaction();
        run(text);
        assertEquals("OPEN", status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET client_encoding = 'latin1'",
                "SELECT 1; SET names 'latin1'",
                "SET DateStyle TO German",
                "DISCARD ALL",
                "BEGIN ISOLATION LEVEL SERIALIZABLE; SET datestyle = SQL"
            })
    void refusesWhatWouldUnsettleTheRun(String text) {
        assertThrows(PostgresqlFacadeRefusal.class, () -> run(text));
        assertThrows(PostgresqlFacadeRefusal.class, () -> prepare(text));
    }

    @Test
    void leavesWrongSyntaxToTheServer() {
        SQLException failure = assertThrows(SQLException.class, () -> run("SELECT 'BEGIN"));
        assertEquals("42601", failure.getSQLState());
    }

    @Test
    void leavesTransactionsToAScriptThatRunsInNone() throws Exception {
        assertEquals("BEGIN", run("BEGIN ISOLATION LEVEL SERIALIZABLE"));
        assertEquals("COMMIT", run("COMMIT"));
    }

    @Test
    void explainsAFailureByAllThatTheServerSaid() throws Exception {
        run("CREATE TABLE t (a int CONSTRAINT one UNIQUE)");
        SQLException failure = assertThrows(SQLException.class, () -> run("INSERT INTO t VALUES (1), (1)"));
        Map<String, ?> fields = channel.explain(failure);
        assertEquals("23505", fields.get("sqlstate"));
        assertEquals("one", fields.get("constraint_name"));
        assertEquals("Key (a)=(1) already exists.", fields.get("detail"));
        assertNull(fields.get("position"));
        SQLException syntax = assertThrows(SQLException.class, () -> prepare("SELECT nothing"));
        assertEquals("8", channel.explain(syntax).get("position"));
    }

    @Test
    void passesOnNoticesAndNotifications() throws Exception {
        List<?> notices = (List<?>) call("run", "DO $$ BEGIN RAISE NOTICE 'one'; END $$")[1];
        assertEquals("one", ((Map<?, ?>) ((Object[]) notices.get(0))[1]).get("message"));
        run("LISTEN a");
        List<?> heard = (List<?>) call("run", "NOTIFY a, 'b'")[1];
        assertEquals("b", ((Object[]) heard.get(0))[3]);
    }

    @Test
    void cancelsWhatIsUnderWay() throws Exception {
        CompletableFuture<Void> cancelling = CompletableFuture.runAsync(
                channel::cancel, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        SQLException failure = assertThrows(SQLException.class, () -> run("SELECT pg_sleep(60)"));
        assertEquals("57014", failure.getSQLState());
        cancelling.join();
    }

    private void withinTransaction() throws Exception {
        run("BEGIN");
        channel = open(true);
    }

    private Object run(String text) throws SQLException, IOException {
        return call("run", text)[0];
    }

    private int prepare(String text) throws SQLException, IOException {
        return (Integer) call("prepare", text)[0];
    }

    private Object[] query(int statement, List<? extends @Nullable Object> values) throws SQLException, IOException {
        return call("query", statement, values, 0);
    }

    private Object status() throws SQLException, IOException {
        return String.valueOf(channel.call("status", List.of()));
    }

    private Object[] call(String operation, Object... arguments) throws SQLException, IOException {
        return channel.call(operation, List.of(arguments)) instanceof Object[] answer ? answer : new Object[0];
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }

    private ScriptChannel open(boolean transactional) throws SQLException {
        return new PostgresqlFacadeBinding(connection.unwrap(BaseConnection.class), text -> Optional.empty())
                .open(new Host(transactional));
    }

    private record Host(boolean transactional) implements ScriptHost {
        @Override
        public boolean onlyInTransaction() {
            return false;
        }

        @Override
        public @Nullable Object call(long function, List<? extends @Nullable Object> arguments) {
            return null;
        }

        @Override
        public void committed() {
            // nothing to remember
        }
    }
}
