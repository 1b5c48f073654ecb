package io.migri.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.LockHolder;
import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.rehearsal.InTransaction;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's sessions do beyond what every database's do. */
final class PostgresqlSessionTest {
    private final PostgresqlDialect dialect = new PostgresqlDialect();
    private final Database database;
    private final Connection connection;
    private final DialectSession session;

    PostgresqlSessionTest(@TestDatabase(Engine.POSTGRESQL) Database database) throws SQLException {
        this.database = database;
        this.connection = dialect.connect(database.config());
        this.session = dialect.session(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void loadsRowsWhateverTheyAreMadeOf() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            rows.append(i).append("\té🥳\\\\").append(i % 7 == 0 ? "x" : "").append('\n');
        }
        session.wire().execute(List.of("CREATE TABLE t (a int, b text)", "BEGIN"));
        session.wire().load("COPY t (a, b) FROM stdin", new StringReader(rows.toString()));
        session.wire().execute(List.of("COMMIT"));
        assertEquals("50000 50000", text("SELECT count(*) || ' ' || count(*) FILTER (WHERE b LIKE 'é🥳\\\\%') FROM t"));
    }

    @Test
    void saysWhichRowIsWrong() throws Exception {
        session.wire().execute(List.of("CREATE TABLE t (a int, b text)", "BEGIN"));
        SQLException failure = assertThrows(SQLException.class, () -> session.wire()
                .load("COPY t FROM stdin", new StringReader("1\ta\n2\tb\nthree\tc\n")));
        DatabaseError error = dialect.explain(failure, "COPY t FROM stdin");
        assertEquals(
                "invalid input syntax for type integer: \"three\" (COPY t, line 3, column a: \"three\")",
                error.message());
        assertEquals(Kind.STATEMENT, error.kind());
        session.wire().execute(List.of("ROLLBACK", "SELECT 1"));
    }

    @Test
    void saysWhereTheCopyItselfIsWrong() throws Exception {
        SQLException failure = assertThrows(
                SQLException.class, () -> session.wire().load("COPY nowhere FROM stdin", new StringReader("")));
        assertEquals(
                "relation \"nowhere\" does not exist",
                dialect.explain(failure, "COPY nowhere FROM stdin").message());
    }

    @Test
    void abandonsACopyWhoseRowsCannotBeRead() throws Exception {
        session.wire().execute(List.of("CREATE TABLE t (a int)", "BEGIN"));
        assertThrows(IOException.class, () -> session.wire().load("COPY t FROM stdin", new BrokenReader()));
        session.wire().execute(List.of("ROLLBACK"));
        assertEquals("0", text("SELECT count(*) FROM t"));
    }

    @Test
    void givesABorrowedConnectionItsOwnSettingsBack() throws Exception {
        database.execute("DROP ROLE IF EXISTS migri_owner", "CREATE ROLE migri_owner", "CREATE SCHEMA \"its\\own\"");
        execute(
                "SET search_path = \"its\\own\", public",
                "SET work_mem = '5MB'",
                "SET ROLE migri_owner",
                "SET statement_timeout = '1h'");
        String state =
                "SELECT concat_ws(' ', current_setting('search_path'), current_setting('work_mem'), current_user,"
                        + " current_setting('statement_timeout'), current_setting('lock_timeout'))";
        String before = text(state);
        List<String> restore = session.state().restore();
        session.wire()
                .execute(List.of(
                        "RESET ROLE",
                        "SET search_path = ''",
                        "SET work_mem = '9MB'",
                        "SET lock_timeout = '1s'",
                        "RESET statement_timeout"));
        session.wire().execute(List.of("BEGIN", restore.get(0), restore.get(1), "COMMIT"));
        assertEquals(before, text(state));
        assertTrue(before.contains("migri_owner"), before);
        execute("RESET ROLE");
        database.execute("DROP ROLE migri_owner");
    }

    @Test
    void tellsTheServersOwnLimitFromSomebodysWish() throws Exception {
        session.wire().execute(List.of("SET statement_timeout = '100ms'"));
        StatementFailedException late = assertThrows(
                StatementFailedException.class, () -> session.wire().execute(List.of("SELECT pg_sleep(30)")));
        DatabaseError limit = dialect.explain(late.failure(), "SELECT pg_sleep(30)");
        assertEquals(Kind.CANCELLED, limit.kind());
        assertTrue(limit.message().contains("statement timeout"), limit.message());
        assertTrue(limit.hint().orElse("").contains("SET statement_timeout = 0"), limit::toString);
        session.wire().execute(List.of("SET statement_timeout = 0"));
        StatementFailedException stopped = assertThrows(StatementFailedException.class, () -> session.wire()
                .execute(List.of(
                        "DO 'BEGIN PERFORM pg_cancel_backend(pg_backend_pid());" + " PERFORM pg_sleep(30); END'")));
        assertEquals(Optional.empty(), dialect.explain(stopped.failure(), "").hint());
    }

    @Test
    void sendsStatementsOneByOneOverAConnectionThatHidesTheDrivers() throws Exception {
        DialectSession hidden = dialect.session(hidden(connection));
        assertTrue(dialect.matches(hidden.connection()));
        assertEquals(session.server(), hidden.server());
        hidden.wire()
                .execute(List.of(
                        "CREATE TABLE t (a int, b text)",
                        "BEGIN",
                        "INSERT INTO t VALUES (1, '? {d ''x''} :a $1')",
                        "COMMIT"));
        List<String> batch = List.of("BEGIN", "INSERT INTO t VALUES (2)", "SELECT é FROM t", "COMMIT");
        StatementFailedException failure =
                assertThrows(StatementFailedException.class, () -> hidden.wire().execute(batch));
        assertEquals(2, failure.index());
        assertEquals(2, failure.completed());
        assertEquals(
                OptionalInt.of(7),
                dialect.explain(failure.failure(), batch.get(2)).offset());
        hidden.wire().execute(List.of("ROLLBACK"));
        assertEquals("1 ? {d 'x'} :a $1", text("SELECT string_agg(a || ' ' || b, ',') FROM t"));
        assertThrows(SQLException.class, () -> hidden.wire().load("COPY t FROM stdin", new StringReader("")));
        hidden.wire().execute(List.of("SET standard_conforming_strings = off"));
        assertEquals(
                "SELECT '\\';'",
                String.valueOf(hidden.language()
                        .read(new StringReader("SELECT '\\';'"))
                        .next()
                        .text()));
    }

    @Test
    void letsTenantsOfTwoSchemasMigrateAtTheSameTime() throws Exception {
        session.wire().execute(List.of("CREATE SCHEMA one", "CREATE SCHEMA two"));
        try (Connection other = dialect.connect(database.config());
                Connection third = dialect.connect(database.config())) {
            DialectSession one = dialect.session(connection);
            DialectSession two = dialect.session(other);
            one.wire().execute(List.of("SET search_path = one"));
            two.wire().execute(List.of("SET search_path = two"));
            dialect.session(third).wire().execute(List.of("SET search_path = public, one"));
            try (MigrationLock first = one.locks().tryLock(HistoryTable.USUAL).orElseThrow();
                    MigrationLock second =
                            two.locks().tryLock(HistoryTable.USUAL).orElseThrow()) {
                assertTrue(first.coversRun() && second.coversRun());
                one.history().log(HistoryTable.USUAL).prepare();
                assertEquals(Optional.empty(), dialect.session(third).locks().tryLock(HistoryTable.USUAL));
            }
        }
    }

    @Test
    void doesNotHoldUpAnIndexThatIsBuiltConcurrently() throws Exception {
        session.wire().execute(List.of("CREATE TABLE t (a int)"));
        try (MigrationLock lock = session.locks().tryLock(HistoryTable.USUAL).orElseThrow();
                Connection other = dialect.connect(database.config())) {
            DialectSession waiting = dialect.session(other);
            for (int i = 0; i < 3; i++) {
                assertTrue(waiting.locks().tryLock(HistoryTable.USUAL).isEmpty());
                session.wire().execute(List.of("CREATE INDEX CONCURRENTLY i" + i + " ON t (a)"));
            }
            LockHolder holder = waiting.locks().holder(HistoryTable.USUAL).orElseThrow();
            assertEquals(session.locks().identity().orElseThrow(), holder.process());
            assertEquals(Optional.of("migri"), holder.application());
            assertEquals(Optional.of("idle"), holder.state());
            assertTrue(holder.connectedAt().isPresent(), holder::toString);
            assertTrue(lock.coversRun());
        }
    }

    @Test
    void rehearsesInOneTransaction() throws Exception {
        try (Rehearsal<DialectSession> rehearsal = session.rehearsals().open()) {
            assertInstanceOf(InTransaction.class, rehearsal);
            rehearsal.session().wire().execute(List.of("SAVEPOINT s", "CREATE TABLE t (a int)", "RELEASE s"));
        }
        assertEquals("0", text("SELECT count(*) FROM pg_tables WHERE tablename = 't'"));
    }

    @Test
    void explainsWhatIsNotTheStatementsFault() throws Exception {
        session.wire()
                .execute(List.of(
                        "CREATE TABLE t (a int)", "DROP ROLE IF EXISTS migri_guest", "CREATE ROLE migri_guest"));
        assertKind(Kind.READ_ONLY, "BEGIN READ ONLY", "INSERT INTO t VALUES (1)");
        assertKind(Kind.PRIVILEGE, "SET LOCAL ROLE migri_guest", "SELECT * FROM t");
        try (Connection other = dialect.connect(database.config())) {
            dialect.session(other).wire().execute(List.of("BEGIN", "LOCK TABLE t"));
            assertKind(Kind.BUSY, "SET LOCAL lock_timeout = '10ms'", "SELECT * FROM t");
            dialect.session(other).wire().execute(List.of("ROLLBACK", "DROP ROLE migri_guest"));
        }
        assertKind(Kind.TRANSACTION_BEGUN, "SAVEPOINT s", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
        assertKind(Kind.SESSION_ENDED, "SELECT 1", "SELECT pg_terminate_backend(pg_backend_pid())");
        assertFalse(connection.isValid(1));
    }

    private void assertKind(Kind kind, String first, String second) {
        List<String> batch = List.of("BEGIN", first, second, "COMMIT");
        StatementFailedException failure = assertThrows(
                StatementFailedException.class, () -> session.wire().execute(batch));
        assertEquals(
                kind,
                dialect.explain(failure.failure(), batch.get(failure.index())).kind(),
                failure::getMessage);
        assertEquals(2, failure.index());
        if (kind != Kind.SESSION_ENDED) {
            try {
                session.wire().execute(List.of("ROLLBACK"));
            } catch (StatementFailedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertTrue(row.next());
            return String.valueOf(row.getString(1));
        }
    }

    private static Connection hidden(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                PostgresqlSessionTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    /** Breaks in the midst of rows. */
    private static final class BrokenReader extends Reader {
        private boolean read;

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            if (read) {
                throw new IOException("broken");
            }
            read = true;
            target[offset] = '1';
            target[offset + 1] = '\n';
            return 2;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
