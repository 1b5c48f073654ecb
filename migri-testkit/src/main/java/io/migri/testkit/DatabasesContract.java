package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.Databases;
import io.migri.spi.DialectSession;
import io.migri.testkit.connection.Configs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a dialect owes whose {@link Databases} create and drop whole databases, and which of its failures to connect time may heal. For
 * a dialect that has them.
 */
public abstract class DatabasesContract {
    /** What a careless hand would take for the end of a name, or of a statement. */
    private static final String ODD = " \"x'; DROP --`\u00e9";

    private final DialectFixture fixture;
    private final Subject subject;
    private final List<ConnectionConfig> made = new ArrayList<>();

    protected DatabasesContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    /** Names of databases that are the server's own; none where there is no server. */
    protected List<String> serversOwn() {
        return List.of();
    }

    @AfterEach
    void dropAll() throws Exception {
        try {
            for (ConnectionConfig one : made) {
                databases().drop(one);
            }
        } finally {
            subject.close();
        }
    }

    @Test
    void createsADatabaseAndDropsIt() throws SQLException {
        ConnectionConfig other = other("_made");
        assertFalse(databases().exists(other));
        assertTrue(databases().create(other));
        assertTrue(databases().exists(other));
        fill(other);
        assertTrue(databases().drop(other));
        assertFalse(databases().exists(other));
        assertTrue(databases().create(other), "what was dropped is in the way");
        assertEmpty(other);
    }

    @Test
    void lookingForADatabaseCreatesNone() throws SQLException {
        ConnectionConfig other = other("_looked");
        assertFalse(databases().exists(other));
        assertFalse(databases().exists(other), "to look made it");
    }

    @Test
    void creatingWhatIsThereLeavesItAsItIs() throws SQLException {
        ConnectionConfig other = other("_there");
        assertTrue(databases().create(other));
        fill(other);
        assertFalse(databases().create(other));
        assertEquals("1", animals(other));
    }

    @Test
    void thoseWhoCreateItAtOnceAllSucceed() throws Exception {
        ConnectionConfig other = other("_raced");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(() -> databases().create(other));
            }
            int created = 0;
            for (Future<Boolean> one : threads.invokeAll(all)) {
                created += one.get() ? 1 : 0;
            }
            assertTrue(created > 0, "nobody has created it");
        } finally {
            threads.shutdownNow();
        }
        assertTrue(databases().exists(other));
    }

    @Test
    void droppingWhatIsNotThereIsNoError() throws SQLException {
        assertFalse(databases().drop(other("_absent")));
    }

    @Test
    void droppingOneLeavesTheOthers() throws SQLException {
        execute(subject.open(), Subject.ANIMAL);
        ConnectionConfig one = other("_one");
        ConnectionConfig another = other("_another");
        databases().create(one);
        databases().create(another);
        fill(another);
        assertTrue(databases().drop(one));
        assertEquals("1", animals(another));
        assertEquals("", Subject.animals(subject.open()));
    }

    @Test
    void aNameIsData() throws SQLException {
        ConnectionConfig odd = other(ODD);
        assertTrue(databases().create(odd));
        assertTrue(databases().exists(odd), "another one was created");
        assertFalse(databases().create(odd));
        fill(odd);
        assertTrue(databases().drop(odd));
        assertFalse(databases().exists(odd));
    }

    /** Cut short it would be the name of another one. */
    @Test
    void aNameThatIsTooLongIsRefused() throws SQLException {
        if (!subject.lacks(Limitation.NO_SERVER)) {
            ConnectionConfig tooLong = fixture.config().withDatabase("x".repeat(300));
            for (Use use : List.<Use>of(Databases::create, Databases::drop)) {
                MigriException refusal = assertThrows(MigriException.class, () -> use.of(databases(), tooLong));
                assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
            }
        }
    }

    @Test
    void theServersOwnAreNotDropped() throws SQLException {
        assertEquals(subject.lacks(Limitation.NO_SERVER), serversOwn().isEmpty());
        for (String name : serversOwn()) {
            ConnectionConfig own = fixture.config().withDatabase(name);
            assertTrue(databases().refusesDrop(own).isPresent(), name);
            assertFalse(databases().drop(own), name);
        }
        assertEquals(Optional.empty(), databases().refusesDrop(fixture.config()));
        assertTrue(databases().create(other("_after")), "one of the server's own is missing");
    }

    @Test
    void aWrongPasswordIsToldAndNothingIsDone() throws SQLException {
        if (!subject.lacks(Limitation.NO_ACCOUNTS)) {
            ConnectionConfig wrong =
                    Configs.as(other("_refused"), fixture.config().user().orElseThrow(), "not the right one");
            for (Use use : List.<Use>of(Databases::exists, Databases::create, Databases::drop)) {
                SQLException refusal = assertThrows(SQLException.class, () -> use.of(databases(), wrong));
                assertEquals(
                        Kind.AUTHENTICATION,
                        subject.dialect().explain(refusal, "").kind());
                assertFalse(subject.dialect().mayComeUp(refusal));
            }
            assertFalse(databases().exists(other("_refused")));
        }
    }

    @Test
    void timeMayHealThatNobodyListens() throws IOException {
        if (!subject.lacks(Limitation.NO_SERVER)) {
            assertTrue(mayComeUp(Configs.at(fixture.config(), "127.0.0.1", closedPort())));
            assertTrue(mayComeUp(Configs.at(
                    fixture.config(),
                    "no-such-host.invalid",
                    fixture.config().port().orElseThrow())));
        }
    }

    @Test
    void timeDoesNotHealThatADatabaseIsUnknown() {
        String missing = subject.lacks(Limitation.NO_SERVER) ? "/no/such/directory/app" : "no_such_database";
        assertFalse(mayComeUp(fixture.config().withDatabase(missing)));
    }

    private boolean mayComeUp(ConnectionConfig config) {
        SQLException failure = assertThrows(
                SQLException.class, () -> subject.dialect().connect(config).close());
        return subject.dialect().mayComeUp(failure);
    }

    private Databases databases() {
        return subject.dialect().databases().orElseThrow();
    }

    private ConnectionConfig other(String end) {
        ConnectionConfig other = fixture.config().withDatabase(fixture.config().database() + end);
        made.add(other);
        return other;
    }

    private void fill(ConnectionConfig config) throws SQLException {
        try (Connection connection = subject.dialect().connect(config)) {
            execute(subject.dialect().session(connection), Subject.ANIMAL, Subject.insert(1));
        }
    }

    private String animals(ConnectionConfig config) throws SQLException {
        try (Connection connection = subject.dialect().connect(config)) {
            return Subject.animals(subject.dialect().session(connection));
        }
    }

    private void assertEmpty(ConnectionConfig config) throws SQLException {
        try (Connection connection = subject.dialect().connect(config)) {
            DialectSession session = subject.dialect().session(connection);
            assertTrue(Subject.accepts(session, Subject.ANIMAL), "something is left of the one before");
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Something that is done to a database. */
    @FunctionalInterface
    private interface Use {
        boolean of(Databases databases, ConnectionConfig config) throws SQLException;
    }
}
