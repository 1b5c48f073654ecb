package io.migri.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.fault.TcpProxy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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

    void close() throws Exception {
        while (!opened.isEmpty()) {
            close(opened.pop());
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
