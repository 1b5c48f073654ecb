package io.migri.dialect.mysql.facade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class MySqlFacadeChannelTest {

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void returnsValuesAsTheServerWroteThem(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            run.execute(
                    "CREATE TABLE t (a BIGINT UNSIGNED, b TIME, c DATE, d VARBINARY(5), e DECIMAL(5,2), f VARCHAR(9))");
            run.execute("SET sql_mode=''");
            run.execute("INSERT INTO t VALUES (18446744073709551615, '-838:59:59', '0000-00-00', x'00ff', 1.50, 'ü')");
            @Nullable Object[] row = run.rows("SELECT * FROM t").get(0);
            assertEquals(new BigInteger("18446744073709551615"), row[0]);
            assertEquals("-838:59:59", row[1]);
            assertEquals("0000-00-00", row[2]);
            assertArrayEquals(new byte[] {0, (byte) 0xff}, (byte[]) row[3]);
            assertEquals("1.50", row[4]);
            assertEquals("ü", row[5]);
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void describesColumnsAsTheServerDoes(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            run.execute("CREATE TABLE t (a INT NOT NULL, b DECIMAL(7,3), c DOUBLE, d BLOB)");
            List<?> columns = (List<?>) run.execute("SELECT a, b AS other, c, d, 1 FROM t")[1];
            assertEquals("a 3 11 0 t", described(columns.get(0)));
            assertEquals("other 246 9 3 t", described(columns.get(1)));
            assertEquals("c 5 22 31 t", described(columns.get(2)));
            assertEquals("d 252 65535 0 t", described(columns.get(3)));
            assertEquals("", ((Object[]) columns.get(4))[6]);
        }
    }

    private static String described(Object column) {
        Object[] facts = (Object[]) column;
        return facts[0] + " " + facts[1] + " " + facts[4] + " " + facts[5] + " " + facts[6];
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsWhatChanged(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            run.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, n INT)");
            assertEquals(List.of(2L, 1L), counts(run.execute("INSERT INTO t (n) VALUES (7), (8)")));
            assertEquals(List.of(1L, 3L), counts(run.execute("INSERT INTO t (n) VALUES (9)")));
            assertEquals(2L, run.execute("UPDATE t SET n=9")[1]);
            assertEquals(0L, run.execute("UPDATE t SET n=9")[1]);
        }
    }

    private static List<@Nullable Object> counts(@Nullable Object[] answer) {
        assertEquals("done", answer[0]);
        return Arrays.asList(answer[1], answer[2]);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void fetchesInPartsAndForgetsWhatNobodyWants(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            run.execute("CREATE TABLE t (n INT)");
            run.execute("INSERT INTO t VALUES (1), (2), (3), (4), (5)");
            @Nullable Object[] first = run.call("execute", "SELECT n FROM t ORDER BY n", 2L);
            assertEquals(List.of(1L, 2L), firstColumn(first[2]));
            assertEquals(true, first[3]);
            @Nullable Object[] second = run.call("rows", 2L);
            assertEquals(List.of(3L, 4L), firstColumn(second[0]));
            assertEquals(List.of(5L), firstColumn(run.rows("SELECT MAX(n) FROM t")));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void returnsOneResultAfterTheOther(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            assertEquals(List.of(1L), firstColumn(run.execute("SELECT 1; DO 0; SELECT 2")[2]));
            assertEquals("done", run.call("next", 10L)[0]);
            assertEquals(List.of(2L), firstColumn(run.call("next", 10L)[2]));
            assertNull(run.channel().call("next", List.of(10L)));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void beginsAnewAfterDdl(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            run.execute("CREATE TABLE t (n INT)");
            assertEquals(1, run.commits());
            run.execute("INSERT INTO t VALUES (1)");
            run.execute("CREATE TABLE u (n INT)");
            assertEquals(2, run.commits());
            run.execute("INSERT INTO t VALUES (2)");
            assertEquals(2, run.commits());
        }
        // What came after the last DDL is for the run to commit, together with the row of the history.
        assertEquals("1", text(database, "SELECT GROUP_CONCAT(n) FROM t"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void noticesThatDdlCommittedBeforeItFailed(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            run.execute("CREATE TABLE t (n INT)");
            run.execute("INSERT INTO t VALUES (1)");
            assertThrows(SQLException.class, () -> run.execute("CREATE TABLE t (n INT)"));
            assertEquals(2, run.commits());
            run.call("rollback");
            run.execute("INSERT INTO t VALUES (2)");
            run.call("rollback");
            assertEquals(List.of(1L), firstColumn(run.rows("SELECT n FROM t")));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void commitsAndRollsBackWithinTheRunsTransaction(Database database) throws SQLException, IOException {
        database.execute("CREATE TABLE t (n INT)");
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            run.execute("INSERT INTO t VALUES (1)");
            run.call("commit");
            run.execute("INSERT INTO t VALUES (2)");
            run.call("rollback");
            run.execute("INSERT INTO t VALUES (3)");
            run.execute("COMMIT");
            run.execute("BEGIN");
            run.execute("INSERT INTO t VALUES (4)");
            run.execute("rollback /* it */");
            assertEquals(List.of(1L, 3L), firstColumn(run.rows("SELECT n FROM t ORDER BY n")));
            assertEquals(0, run.commits());
        }
        assertEquals("0", text(database, "SELECT COUNT(*) FROM t"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void refusesToEndTheTransactionAmongOtherStatements(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            SQLException refused = assertThrows(SQLException.class, () -> run.execute("DO 0; COMMIT"));
            assertEquals("0A000", refused.getSQLState());
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesTransactionsToScriptsThatRunInNone(Database database) throws SQLException, IOException {
        database.execute("CREATE TABLE t (n INT)");
        try (MySqlFacadeRun run = MySqlFacadeRun.outsideTransaction(database)) {
            run.execute("START TRANSACTION");
            run.execute("INSERT INTO t VALUES (1)");
            run.execute("COMMIT");
            run.execute("BEGIN");
            run.execute("INSERT INTO t VALUES (2)");
            assertEquals(0, run.commits());
        }
        assertEquals("1", text(database, "SELECT GROUP_CONCAT(n) FROM t"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void leavesTheConnectionCommittingByItself(Database database) throws SQLException, IOException {
        database.execute("CREATE TABLE t (n INT)");
        try (MySqlFacadeRun run = MySqlFacadeRun.outsideTransaction(database)) {
            run.execute("SET autocommit=0");
            run.execute("INSERT INTO t VALUES (1)");
            run.channel().close();
            assertEquals(List.of(1L), firstColumn(run.rows("SELECT @@autocommit")));
        }
        assertEquals("0", text(database, "SELECT COUNT(*) FROM t"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void explainsFailuresInTheServersWords(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            run.execute("CREATE TABLE t (v VARCHAR(3))");
            run.execute("SET sql_mode='STRICT_ALL_TABLES'");
            SQLException failure = assertThrows(SQLException.class, () -> run.execute("INSERT INTO t VALUES ('abcd')"));
            Map<String, ? extends @Nullable Object> facts = run.channel().explain(failure);
            assertEquals(1406, facts.get("errno"));
            assertEquals("22001", facts.get("sqlstate"));
            assertEquals("Data too long for column 'v' at row 1", facts.get("message"));
            assertEquals(false, facts.get("lost"));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tellsWarningsAndWhatABackslashMeans(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            @Nullable Object[] dropped = run.execute("DROP TABLE IF EXISTS nowhere");
            assertTrue(String.valueOf(dropped[5]).contains("nowhere"), () -> String.valueOf(dropped[5]));
            assertEquals(true, dropped[4]);
            assertEquals(false, run.execute("SET sql_mode='NO_BACKSLASH_ESCAPES'")[4]);
            assertNull(run.execute("DO 0")[5]);
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void knowsTheConnection(Database database) throws SQLException, IOException {
        try (MySqlFacadeRun run = MySqlFacadeRun.inTransaction(database)) {
            Map<?, ?> facts = (Map<?, ?>) run.channel().call("facts", List.of());
            assertEquals(database.name(), facts.get("database"));
            assertEquals(database.port(), facts.get("port"));
            assertEquals(true, facts.get("in_transaction"));
            assertEquals(firstColumn(run.rows("SELECT CONNECTION_ID()")), List.of((Object) facts.get("thread")));
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void cancelsTheStatementUnderWay(Database database) throws Exception {
        try (MySqlFacadeRun run = MySqlFacadeRun.outsideTransaction(database)) {
            Thread canceller = new Thread(() -> cancelSoon(run));
            canceller.start();
            long begun = System.nanoTime();
            try {
                run.execute("SELECT SLEEP(30) FROM (SELECT 1 UNION SELECT 2) x");
            } catch (SQLException interrupted) {
                assertTrue(List.of(1317, 1969, 3024).contains(interrupted.getErrorCode()), interrupted::toString);
            }
            canceller.join();
            assertFalse(System.nanoTime() - begun > 20_000_000_000L, "it was not cancelled");
        }
    }

    private static void cancelSoon(MySqlFacadeRun run) {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        run.channel().cancel();
    }

    private static List<@Nullable Object> firstColumn(@Nullable Object rows) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object row : (List<?>) rows) {
            values.add(((@Nullable Object[]) row)[0]);
        }
        return values;
    }

    private static String text(Database database, String query) throws SQLException {
        try (Connection connection = database.connect()) {
            return MySqlConnection.text(connection, query).orElse("");
        }
    }
}
