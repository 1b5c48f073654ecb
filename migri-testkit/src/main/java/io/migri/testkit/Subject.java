package io.migri.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.fault.TcpProxy;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The dialect under test, and what a test has opened by it. */
final class Subject {
    static final String ANIMAL = "CREATE TABLE animal (id integer PRIMARY KEY, name varchar(200))";

    private final DialectFixture fixture;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Subject(DialectFixture fixture) {
        this.fixture = fixture;
    }

    Dialect dialect() {
        return fixture.dialect();
    }

    boolean lacks(Limitation limitation) {
        return fixture.limitations().contains(limitation);
    }

    DialectSession open() throws SQLException {
        return open(fixture.config());
    }

    DialectSession open(ConnectionConfig config) throws SQLException {
        Connection connection = dialect().connect(config);
        opened.push(connection);
        return dialect().session(connection);
    }

    /** In a database that has the table {@code animal}, which is empty. */
    DialectSession openWithTable() throws SQLException {
        DialectSession session = open();
        execute(session, ANIMAL);
        return session;
    }

    /** A proxy before the server. */
    TcpProxy proxy() throws IOException {
        TcpProxy proxy = TcpProxy.to(
                fixture.config().host().orElse("localhost"),
                fixture.config().port().orElseThrow());
        opened.push(proxy);
        return proxy;
    }

    static void execute(DialectSession session, String... statements) throws StatementFailedException {
        session.wire().execute(List.of(statements));
    }

    /** Executes it by the wire, which so knows what it is asked about afterwards; false where the database refuses it. */
    static boolean sent(DialectSession session, String statement) {
        try {
            execute(session, statement);
            return true;
        } catch (StatementFailedException refused) {
            return false;
        }
    }

    /** The statements of a script. */
    static List<SqlStatement> read(DialectSession session, String script) throws SQLException {
        List<SqlStatement> statements = new ArrayList<>();
        try (StatementReader reader = session.language().read(new StringReader(script))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return statements;
    }

    /** What a query returns in its first row and column, as seen from {@code session}. */
    static String text(DialectSession session, String query) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next(), "no row: " + query);
            return String.valueOf(rows.getString(1));
        }
    }

    /** The ids of the animals there are, as seen from {@code session}. */
    static String animals(DialectSession session) throws SQLException {
        StringBuilder ids = new StringBuilder();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM animal ORDER BY id")) {
            while (rows.next()) {
                ids.append(ids.isEmpty() ? "" : " ").append(rows.getInt(1));
            }
        }
        return ids.toString();
    }

    static String insert(int id) {
        return "INSERT INTO animal VALUES (" + id + ", 'animal " + id + "')";
    }

    DatabaseError explain(StatementFailedException failure, String statement) {
        return dialect().explain(failure.failure(), statement);
    }

    /** Every table and view that there is, with its schema, as the driver tells. */
    static Set<String> tables(DialectSession session) throws SQLException {
        Set<String> names = new TreeSet<>();
        Connection connection = session.connection();
        try (ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_SCHEM") + "." + tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    /** Executes it as a client does; false where the database refuses it. */
    static boolean accepts(DialectSession session, String statement) {
        try (Statement own = session.connection().createStatement()) {
            own.execute(statement);
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    /**
     * Proves that {@code statements}, sent in a transaction, leave it open: a row that was added before is gone after {@code ROLLBACK}. There is a
     * table {@code animal} without the row {@code id}.
     */
    void assertNothingCommits(DialectSession session, int id, List<String> statements) throws SQLException {
        execute(session, session.wire().syntax().begin(), insert(id));
        session.wire().execute(statements);
        assertTrue(session.wire().transactionOpen(), () -> "no transaction is open any more after " + statements);
        execute(session, session.wire().syntax().rollback());
        String kept = text(open(), "SELECT count(*) FROM animal WHERE id = " + id);
        assertEquals("0", kept, () -> "committed by one of " + statements);
    }

    /** Closes what was opened, and the fixture at last. */
    void close() throws Exception {
        try {
            while (!opened.isEmpty()) {
                close(opened.pop());
            }
        } finally {
            fixture.close();
        }
    }

    /** A test may have broken it. */
    private static void close(AutoCloseable resource) throws Exception {
        try {
            resource.close();
        } catch (SQLException broken) {
            // gone either way
        }
    }
}
