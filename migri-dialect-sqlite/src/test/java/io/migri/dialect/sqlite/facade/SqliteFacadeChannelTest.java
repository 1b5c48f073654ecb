package io.migri.dialect.sqlite.facade;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.sqlite.TestFile;
import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.binding.ScriptFunctionException;
import io.migri.spi.binding.ScriptHost;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFacadeChannelTest {
    @TempDir
    private Path directory;

    private TestFile file;
    private ScriptChannel channel;

    @BeforeEach
    void open() throws SQLException {
        file = TestFile.open(directory.resolve("test.db"));
        file.execute("create table t (id integer primary key, a)", "BEGIN IMMEDIATE");
        channel = channel(true);
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @Test
    void bindsAndReturnsEveryStorageClass() throws Exception {
        List<@Nullable Object> values = Arrays.asList(null, 5L, 1.5, "ä\0b", new byte[] {0, -1}, true);
        Object[] row = rows(execute("select ?, ?, ?, ?, ?, ?", values)).get(0);
        assertArrayEquals(new Object[] {null, 5L, 1.5, "ä\0b", new byte[] {0, -1}, 1L}, row);
    }

    @Test
    void returnsAnEmptyBlobAsOne() throws Exception {
        Object[] row =
                rows(execute("select ?, typeof(?1)", List.of(new byte[0]))).get(0);
        assertArrayEquals(new Object[] {new byte[0], "blob"}, row);
    }

    @Test
    void keepsSeveralCursorsOpen() throws Exception {
        channel.call("many", List.of("insert into t (a) values (?)", numbers(100)));
        Object[] first = execute("select a from t order by id", List.of());
        Object[] second = execute("select a from t order by id", List.of());
        assertEquals(10, rows(first).size());
        Object[] more = (Object[]) requireNonNull(channel.call("fetch", List.of(second[2], 1000L)));
        assertEquals(90, ((List<?>) more[0]).size());
        assertEquals(false, more[1]);
        more = (Object[]) requireNonNull(channel.call("fetch", List.of(first[2], 5L)));
        assertEquals(5, ((List<?>) more[0]).size());
        assertEquals(true, more[1]);
    }

    @Test
    void countsWhatManyRowsChanged() throws Exception {
        assertEquals(3L, channel.call("many", List.of("insert into t (a) values (?)", numbers(3))));
        Object[] inserted = execute("insert into t (a) values (7)", List.of());
        assertEquals(List.of(1L, 4L), List.of(inserted[3], inserted[4]));
    }

    @Test
    void explainsInTheWordsOfSqlite() {
        SQLException failure =
                assertThrows(SQLException.class, () -> execute("alter table t add column a text", List.of()));
        assertEquals("duplicate column name: a", channel.explain(failure).get("message"));
        assertEquals("SQLITE_ERROR", channel.explain(failure).get("name"));
    }

    @Test
    void explainsWithTheExtendedResultCode() throws Exception {
        execute("insert into t (id) values (1)", List.of());
        SQLException failure =
                assertThrows(SQLException.class, () -> execute("insert into t (id) values (1)", List.of()));
        assertEquals(1555, channel.explain(failure).get("code"));
        assertEquals("UNIQUE constraint failed: t.id", channel.explain(failure).get("message"));
    }

    @Test
    void refusesWhatPythonRefuses() {
        assertRefused("ProgrammingError", "select ?", List.of());
        assertRefused("ProgrammingError", "select 1; select 2", List.of());
        assertRefused("OverflowError", "select ?", List.of(BigInteger.TWO.pow(64)));
    }

    @Test
    void tellsTheNamesOfParameters() throws Exception {
        assertEquals(
                Arrays.asList(":a", null, "@b", "$c"),
                channel.call("parameters", List.of("select :a, ?, @b, $c, :a, ':x'")));
    }

    @Test
    void commitsWithoutEndingTheTransactionOfTheRun() throws Exception {
        execute("insert into t (a) values ('kept')", List.of());
        channel.call("commit", List.of());
        execute("insert into t (a) values ('undone')", List.of());
        channel.call("rollback", List.of());
        assertEquals("kept", file.rows("select a from t"));
        file.execute("ROLLBACK");
        assertEquals("", file.rows("select a from t"));
    }

    @Test
    void keepsTheScriptsOwnTransactionWithinThatOfTheRun() throws Exception {
        channel.call("script", List.of("begin; insert into t (a) values (1); commit; begin; delete from t; rollback"));
        assertEquals("1", file.rows("select a from t"));
        file.execute("ROLLBACK");
        assertEquals("", file.rows("select a from t"));
    }

    @Test
    void doesNotReachTheSavepointsOfTheRun() throws Exception {
        file.execute("SAVEPOINT run");
        SQLException failure = assertThrows(SQLException.class, () -> execute("release run", List.of()));
        assertEquals("no such savepoint: run", SqliteReason.message(failure));
    }

    @Test
    void failsAtTheLatestAtTheEndWhereTheRunsTransactionWasRolledBack() throws Exception {
        execute("insert into t (id) values (1)", List.of());
        assertThrows(SQLException.class, () -> execute("insert or rollback into t (id) values (1)", List.of()));
        assertThrows(SqliteFacadeRefusal.class, () -> execute("select 1", List.of()));
        assertThrows(SqliteFacadeRefusal.class, channel::close);
    }

    @Test
    void commitsEachStatementOutsideATransaction() throws Exception {
        file.execute("ROLLBACK");
        channel = channel(false);
        execute("insert into t (a) values (1)", List.of());
        execute("begin", List.of());
        execute("insert into t (a) values (2)", List.of());
        assertEquals(true, channel.call("finish", List.of()));
        assertEquals("1", file.rows("select a from t"));
    }

    @Test
    void callsFunctionsOfTheScriptUntilItEnds() throws Exception {
        channel.call("function", List.of("twice", 1L, 1L, false));
        assertEquals(8L, rows(execute("select twice(4)", List.of())).get(0)[0]);
        channel.close();
        assertThrows(SQLException.class, () -> file.rows("select twice(4)"));
    }

    @Test
    void seesColumnsThatWereAdded() throws Exception {
        execute("select * from t", List.of());
        execute("alter table t add column b", List.of());
        assertEquals(List.of("id", "a", "b"), execute("select * from t", List.of())[0]);
    }

    @Test
    void refusesWithinATransactionWhatSqliteWouldNotDoThere() throws Exception {
        for (String sql : List.of(
                "pragma journal_mode = wal",
                "; /* x */ PRAGMA main.\"synchronous\" (off)",
                "pragma temp_store=2",
                "pragma wal_checkpoint",
                "vacuum",
                "DETACH x")) {
            SqliteUnsupported refused = assertThrows(SqliteUnsupported.class, () -> execute(sql, List.of()), sql);
            assertTrue(refused.instead().contains("# migri: no-transaction"), refused.instead());
            assertThrows(SqliteUnsupported.class, () -> channel.call("script", List.of("select 1; " + sql)), sql);
        }
        execute("pragma journal_mode", List.of());
        execute("pragma user_version = 5", List.of());
    }

    @Test
    void refusesToSwitchForeignKeysOffWhereThatWouldDoNothing() throws Exception {
        execute("pragma foreign_keys = off", List.of());
        file.execute("COMMIT", "PRAGMA foreign_keys = on", "BEGIN IMMEDIATE");
        assertThrows(SqliteUnsupported.class, () -> execute("pragma foreign_keys = off", List.of()));
        execute("pragma foreign_keys = on", List.of());
    }

    @Test
    void remarksOnSettingsThatDoNothing() throws Exception {
        assertNull(channel.call("remark", List.of("select 'foreign_keys'; pragma foreign_keys")));
        assertTrue(String.valueOf(channel.call("remark", List.of("select 1; /* x */ pragma foreign_keys(1)")))
                .contains("# migri: no-transaction"));
    }

    @Test
    void waitsAsLongAsTheDriverForALockAndPutsThatBack() throws Exception {
        assertEquals(5000L, rows(execute("pragma busy_timeout", List.of())).get(0)[0]);
        execute("pragma busy_timeout = 7", List.of());
        channel.close();
        assertEquals("500", file.rows("PRAGMA busy_timeout"));
    }

    private void assertRefused(String exception, String sql, List<?> values) {
        SQLException failure = assertThrows(SQLException.class, () -> execute(sql, values));
        assertEquals(exception, channel.explain(failure).get("exception"));
    }

    private Object[] execute(String sql, List<? extends @Nullable Object> values) throws SQLException, IOException {
        return (Object[]) requireNonNull(channel.call("execute", List.of(sql, values, 10L, false)));
    }

    private static List<Object[]> rows(Object[] answer) {
        return ((List<?>) answer[1]).stream().map(row -> (Object[]) row).toList();
    }

    private static List<List<Integer>> numbers(int count) {
        return IntStream.range(0, count).mapToObj(List::of).toList();
    }

    private ScriptChannel channel(boolean transactional) throws SQLException {
        assertTrue(file.session().scriptBinding().isPresent());
        return file.session().scriptBinding().get().open(new DoublingHost(transactional));
    }

    /** A run in which every function returns twice its argument. */
    private record DoublingHost(boolean transactional) implements ScriptHost {

        @Override
        public boolean onlyInTransaction() {
            return false;
        }

        @Override
        public Object call(long function, List<? extends @Nullable Object> arguments) throws ScriptFunctionException {
            return arguments.get(0) instanceof Long number ? number * 2 : 0L;
        }

        @Override
        public void committed() {}
    }
}
