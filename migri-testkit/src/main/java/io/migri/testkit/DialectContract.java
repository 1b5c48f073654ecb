package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.Purpose;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.connection.Configs;
import io.migri.testkit.connection.ForeignConnection;
import io.migri.testkit.fault.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link Dialect} owes: to be found, to connect, and to explain what went wrong. */
public abstract class DialectContract {
    private static final String PASSWORD = "not the right one";

    private final DialectFixture fixture;
    private final Subject subject;

    protected DialectContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    /** Configurations without a dialect that can only mean this one. */
    protected abstract List<ConnectionConfig> inferable();

    /** Configurations without a dialect that mean another one, or might. */
    protected abstract List<ConnectionConfig> notInferable();

    /**
     * A configuration that leads to a database that does not exist; to a file that cannot be opened where there is no server.
     */
    protected ConnectionConfig unknownDatabase() {
        return Configs.named(fixture.config(), "no_such_database");
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void hasAnIdInLowerCase() {
        String id = fixture.dialect().id();
        assertTrue(id.matches("[a-z][a-z0-9_-]*"), id);
    }

    @Test
    void isFoundByTheServiceLoader() {
        List<? extends Class<?>> found = ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.id().equals(fixture.dialect().id()))
                .map(Object::getClass)
                .toList();
        assertEquals(List.of(fixture.dialect().getClass()), found);
    }

    @Test
    void isInferredFromWhatCanOnlyMeanIt() {
        for (ConnectionConfig config : inferable()) {
            assertTrue(fixture.dialect().matches(config), config::toString);
        }
    }

    @Test
    void isNotInferredFromWhatMayMeanAnother() {
        for (ConnectionConfig config : notInferable()) {
            assertFalse(fixture.dialect().matches(config), config::toString);
        }
    }

    @Test
    void knowsItsOwnConnections() throws SQLException {
        DialectSession session = subject.open();
        assertTrue(fixture.dialect().matches(session.connection()));
        assertTrue(session.connection().getAutoCommit());
    }

    @Test
    void knowsThatAConnectionIsNotItsOwn() throws SQLException {
        assertFalse(fixture.dialect().matches(ForeignConnection.open()));
    }

    @Test
    void connectsInAutoCommitMode() throws SQLException {
        try (Connection connection = fixture.dialect().connect(fixture.config())) {
            assertTrue(connection.getAutoCommit());
            assertTrue(connection.isValid(10));
        }
    }

    @Test
    void connectingToLookMakesNoDatabase() throws SQLException {
        Optional<String> made = fixture.dialect().creates(fixture.config());
        try (Connection connection = fixture.dialect().connect(fixture.config(), Purpose.LOOK)) {
            DialectSession session = fixture.dialect().session(connection);
            assertEquals(
                    Optional.empty(), session.history().log(HistoryTable.USUAL).read());
        }
        assertEquals(made, fixture.dialect().creates(fixture.config()), "to look made it");
        execute(subject.open(), Subject.ANIMAL);
        assertEquals(Optional.empty(), fixture.dialect().creates(fixture.config()));
    }

    @Test
    void hasNoPropertyOfThatName() {
        Set<String> names = fixture.dialect().propertyNames();
        assertFalse(names.contains("no_such_property"));
        assertFalse(names.contains(""));
    }

    @Test
    void bindsToAConnectionWithoutSendingAnything() throws SQLException, IOException {
        if (hasNoServer()) {
            return;
        }
        TcpProxy proxy = subject.proxy();
        try (Connection connection = fixture.dialect().connect(fixture.through(proxy.port()))) {
            proxy.resetCount();
            DialectSession session = fixture.dialect().session(connection);
            assertSame(connection, session.connection());
            assertFalse(session.server().isBlank());
            session.wire().syntax();
            session.history().log(HistoryTable.USUAL);
            assertEquals(0, proxy.roundTrips());
        }
    }

    @Test
    void saysThatThePasswordIsWrong() throws SQLException {
        if (subject.lacks(Limitation.NO_ACCOUNTS)) {
            ConnectionConfig config = Configs.as(fixture.config(), "somebody", PASSWORD);
            MigriException refusal = assertThrows(
                    MigriException.class,
                    () -> fixture.dialect().connect(config).close());
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
            assertFalse(String.valueOf(refusal.getMessage()).contains(PASSWORD));
        } else {
            // An embedded database is made with whatever password is given.
            subject.open();
            String user = fixture.config().user().orElseThrow();
            assertRefused(Kind.AUTHENTICATION, Configs.as(fixture.config(), user, PASSWORD));
        }
    }

    @Test
    void saysThatTheDatabaseIsUnknown() {
        assertRefused(
                subject.lacks(Limitation.NO_SERVER) ? Kind.UNREACHABLE : Kind.UNKNOWN_DATABASE, unknownDatabase());
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        ConnectionConfig config = Configs.at(fixture.config(), "127.0.0.1", closedPort());
        if (subject.lacks(Limitation.NO_SERVER)) {
            MigriException refusal = assertThrows(
                    MigriException.class,
                    () -> fixture.dialect().connect(config).close());
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
        } else {
            assertRefused(Kind.UNREACHABLE, config);
        }
    }

    @Test
    void saysWhereTheSyntaxIsWrong() throws SQLException {
        String statement = "CREATE TABEL plant (id integer)";
        DatabaseError error = failureOf(subject.open(), statement);
        assertEquals(Kind.STATEMENT, error.kind());
        assertSound(error);
        assertEquals(
                subject.lacks(Limitation.NO_ERROR_OFFSET)
                        ? OptionalInt.empty()
                        : OptionalInt.of(statement.indexOf("TABEL")),
                error.offset());
    }

    @Test
    void saysWhereOnALaterLineTheSyntaxIsWrong() throws SQLException {
        String statement = "SELECT 1,\n  /* \u00e9 \ud83e\udd73 */\n  ) AS wrong";
        DatabaseError error = failureOf(subject.open(), statement);
        assertEquals(
                subject.lacks(Limitation.NO_ERROR_OFFSET)
                        ? OptionalInt.empty()
                        : OptionalInt.of(statement.indexOf(')')),
                error.offset());
    }

    @Test
    void takesAViolatedConstraintForAnErrorOfTheStatement() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, Subject.insert(1));
        DatabaseError error = failureOf(session, Subject.insert(1));
        assertEquals(Kind.STATEMENT, error.kind());
        assertSound(error);
    }

    @Test
    void saysNothingOfAPlaceWhereThereIsNoStatement() throws SQLException {
        DialectSession session = subject.open();
        StatementFailedException failure =
                assertThrows(StatementFailedException.class, () -> execute(session, "INSERT INTO nowhere VALUES (1)"));
        assertEquals(OptionalInt.empty(), subject.explain(failure, "").offset());
        assertEquals(
                subject.explain(failure, "INSERT INTO nowhere VALUES (1)").kind(),
                subject.explain(failure, "").kind());
    }

    @Test
    void explainsWhatNoDriverThrew() {
        DatabaseError error = fixture.dialect().explain(new SQLException("something odd"), "SELECT 1");
        assertSound(error);
        assertEquals(OptionalInt.empty(), error.offset());
    }

    @Test
    void saysThatTheConnectionIsLost() throws SQLException, IOException {
        if (hasNoServer()) {
            return;
        }
        TcpProxy proxy = subject.proxy();
        DialectSession session = subject.open(fixture.through(proxy.port()));
        proxy.cut();
        assertEquals(Kind.CONNECTION_LOST, failureOf(session, "SELECT 1").kind());
    }

    /** True, and proven, where the configuration leads to no port. */
    private boolean hasNoServer() {
        boolean none = subject.lacks(Limitation.NO_SERVER);
        assertEquals(none, fixture.config().port().isEmpty(), "a server has a port");
        return none;
    }

    private void assertRefused(Kind kind, ConnectionConfig config) {
        SQLException failure = assertThrows(
                SQLException.class, () -> fixture.dialect().connect(config).close());
        DatabaseError error = fixture.dialect().explain(failure, "");
        assertEquals(kind, error.kind(), error::toString);
        assertSound(error);
    }

    private DatabaseError failureOf(DialectSession session, String statement) {
        StatementFailedException failure =
                assertThrows(StatementFailedException.class, () -> execute(session, statement));
        assertEquals(0, failure.index());
        return subject.explain(failure, statement);
    }

    private static void assertSound(DatabaseError error) {
        assertFalse(error.message().isBlank());
        assertFalse(error.code().isBlank());
        assertFalse(error.toString().contains(PASSWORD), "a password in a message");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
