package io.migri.testkit;

import static io.migri.testkit.Subject.animals;
import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import io.migri.testkit.fault.TcpProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link DialectSession} owes for the statements of migrations. */
public abstract class SessionContract {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final DialectFixture fixture;
    private final Subject subject;

    protected SessionContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    /** A statement that takes half a minute, and fails when it is cancelled. */
    protected abstract String slowStatement();

    /** A query for one text that {@link DialectFixture#sessionChanges} change. */
    protected abstract String sessionState();

    /** How many round trips one call of {@link io.migri.spi.wire.Wire#execute} may take. */
    protected int roundTripsPerBatch() {
        return 1;
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void executesAllStatementsInOrder() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, insert(1), insert(2), "UPDATE animal SET id = id + 10", insert(1));
        assertEquals("1 11 12", animals(session));
        assertTrue(session.connection().getAutoCommit());
    }

    @Test
    void executesNothingWhereThereIsNothingToExecute() throws SQLException {
        DialectSession session = subject.open();
        session.wire().execute(List.of());
        assertEquals("1", Subject.text(session, "SELECT 1"));
    }

    @Test
    void dropsRowsThatStatementsReturn() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, insert(1), "SELECT id FROM animal", insert(2), "SELECT 1", "SELECT 2");
        assertEquals("1 2", animals(session));
    }

    @Test
    void takesABatchAsLargeAsItAllows() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        List<String> batch = inserts(session.wire().limits().statements() - 2);
        batch.add(0, session.wire().syntax().begin());
        batch.add(session.wire().syntax().commit());
        session.wire().execute(batch);
        assertEquals(String.valueOf(batch.size() - 2), Subject.text(session, "SELECT count(*) FROM animal"));
    }

    @Test
    void takesAStatementLargerThanABatch() throws SQLException {
        DialectSession session = subject.open();
        execute(session, "CREATE TABLE book (id integer PRIMARY KEY, content text)");
        String content = "x".repeat(session.wire().limits().characters() * 3 / 4);
        execute(session, "INSERT INTO book VALUES (1, '" + content + "' /* " + content + " */)");
        assertEquals(String.valueOf(content.length()), Subject.text(session, "SELECT length(content) FROM book"));
    }

    @Test
    void knowsThatItsTransactionIsOpen() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, session.wire().syntax().begin(), insert(1));
        assertEquals("1", animals(session));
        assertTrue(session.wire().transactionOpen());
        assertTrue(session.wire().transactionSurvived());
        execute(session, session.wire().syntax().rollback());
        assertEquals("", animals(session));
    }

    @Test
    void noticesThatCodeOnItsConnectionCommitted() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, session.wire().syntax().begin(), insert(1));
        byItself(session, "COMMIT");
        assertFalse(session.wire().transactionSurvived());
        assertFalse(session.wire().transactionOpen());
        assertEquals("1", animals(session));
    }

    @Test
    void noticesThatCodeOnItsConnectionRolledBack() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, session.wire().syntax().begin(), insert(1));
        byItself(session, "ROLLBACK");
        assertFalse(session.wire().transactionOpen());
        assertEquals("", animals(session));
    }

    /** As a migration does that uses the connection itself. */
    private static void byItself(DialectSession session, String statement) throws SQLException {
        try (Statement own = session.connection().createStatement()) {
            own.execute(statement);
        }
    }

    @Test
    void sendsTextAsItStands() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, "INSERT INTO animal VALUES (1, '? :x {fn now()} $1 %s \u00e9 \ud83e\udd73')");
        assertEquals("? :x {fn now()} $1 %s \u00e9 \ud83e\udd73", Subject.text(session, "SELECT name FROM animal"));
    }

    @Test
    void needsFewRoundTripsForManyStatements() throws SQLException, IOException {
        if (subject.lacks(Limitation.NO_SERVER)) {
            assertEquals(Optional.empty(), fixture.config().host());
            return;
        }
        TcpProxy proxy = subject.proxy();
        DialectSession session = subject.open(fixture.through(proxy.port()));
        execute(session, Subject.ANIMAL);
        List<String> batch = inserts(100);
        batch.add(0, session.wire().syntax().begin());
        batch.add(session.wire().syntax().commit());
        proxy.resetCount();
        session.wire().execute(batch);
        assertTrue(proxy.roundTrips() <= roundTripsPerBatch(), () -> proxy.roundTrips() + " round trips");
        assertEquals("100", Subject.text(session, "SELECT count(*) FROM animal"));
    }

    @Test
    void saysWhichStatementViolatedAConstraint() throws SQLException {
        assertFailsAt(0, List.of(insert(7), insert(1), insert(2)));
        assertFailsAt(2, List.of(insert(1), "SELECT id FROM animal", insert(7), insert(3)));
        assertFailsAt(3, List.of(insert(1), insert(2), "UPDATE animal SET id = id", insert(7)));
    }

    @Test
    void saysWhichStatementHasWrongSyntax() throws SQLException {
        assertFailsAt(0, List.of("INSERT INTOO animal VALUES (0, '')", insert(1)));
        assertFailsAt(1, List.of(insert(1), "INSERT INTOO animal VALUES (0, '')", insert(2)));
        assertFailsAt(2, List.of(insert(1), "SELECT 1", "INSERT INTO plant VALUES (0)"));
    }

    /** In {@code statements}, 7 is there already. */
    private void assertFailsAt(int index, List<String> statements) throws SQLException {
        DialectSession session = subject.open();
        TransactionSyntax syntax = session.wire().syntax();
        execute(session, "DROP TABLE IF EXISTS animal", Subject.ANIMAL, insert(7));
        List<String> batch = new ArrayList<>(statements);
        batch.add(0, syntax.begin());
        batch.add(syntax.commit());
        StatementFailedException failure = assertThrows(
                StatementFailedException.class, () -> session.wire().execute(batch));
        assertEquals(index + 1, failure.index(), failure::getMessage);
        DatabaseError error = subject.explain(failure, batch.get(failure.index()));
        assertEquals(DatabaseError.Kind.STATEMENT, error.kind(), error::toString);
        execute(session, syntax.rollback());
        assertEquals("7", animals(session));
    }

    @Test
    void tellsThatItsTransactionSurvivedAFailure() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        execute(session, session.wire().syntax().begin(), insert(1));
        StatementFailedException failure =
                assertThrows(StatementFailedException.class, () -> execute(session, insert(2), insert(1)));
        assertEquals(1, failure.index());
        assertEquals(1, failure.completed());
        assertTrue(session.wire().transactionSurvived());
        execute(session, session.wire().syntax().rollback());
        assertEquals("", animals(session));
    }

    @Test
    void keepsWhatCameBeforeAFailureOutsideATransaction() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        for (String single : List.of(insert(1), insert(2))) {
            execute(session, single);
        }
        assertThrows(StatementFailedException.class, () -> execute(session, insert(2)));
        assertEquals("1 2", animals(subject.open()));
    }

    @Test
    void leavesTheTransactionOpenBetweenCalls() throws SQLException {
        DialectSession session = subject.open();
        TransactionSyntax syntax = session.wire().syntax();
        execute(session, Subject.ANIMAL);
        execute(session, syntax.begin(), insert(1));
        execute(session, insert(2));
        execute(session, syntax.rollback());
        assertEquals("", animals(session));
        execute(session, syntax.begin(), insert(3), syntax.commit());
        assertEquals("3", animals(subject.open()));
        assertTrue(session.connection().getAutoCommit());
    }

    @Test
    void undoesDefinitionsUnlessTheyCommit() throws SQLException {
        DialectSession session = subject.open();
        execute(session, session.wire().syntax().begin(), Subject.ANIMAL);
        execute(session, session.wire().syntax().rollback());
        if (subject.lacks(Limitation.DDL_COMMITS)) {
            assertEquals("", animals(session));
        } else {
            assertThrows(SQLException.class, () -> animals(session));
        }
    }

    @Test
    void rollsBackToItsSavepoint() throws SQLException {
        DialectSession session = subject.open();
        TransactionSyntax syntax = session.wire().syntax();
        execute(session, Subject.ANIMAL);
        execute(session, syntax.begin(), insert(1), syntax.savepoint(), insert(2), syntax.rollbackToSavepoint());
        execute(session, syntax.releaseSavepoint(), syntax.savepoint(), insert(3), syntax.releaseSavepoint());
        execute(session, syntax.commit());
        assertEquals("1 3", animals(session));
    }

    @Test
    void restoresTheSession() throws SQLException {
        DialectSession session = subject.open();
        List<String> restore = session.state().restore();
        List<String> restoreOutside = session.state().restoreOutside();
        String before = Subject.text(session, sessionState());
        session.wire().execute(fixture.sessionChanges());
        assertNotEquals(before, Subject.text(session, sessionState()), "the fixture's changes change nothing");
        execute(session, session.wire().syntax().begin());
        session.wire().execute(restore);
        execute(session, session.wire().syntax().commit());
        session.wire().execute(restoreOutside);
        assertEquals(before, Subject.text(session, sessionState()));
    }

    @Test
    void restoresTheSessionAfterARollback() throws SQLException {
        DialectSession session = subject.open();
        List<String> restore = session.state().restore();
        List<String> restoreOutside = session.state().restoreOutside();
        String before = Subject.text(session, sessionState());
        execute(session, session.wire().syntax().begin());
        session.wire().execute(fixture.sessionChanges());
        execute(session, session.wire().syntax().rollback());
        session.wire().execute(restore);
        session.wire().execute(restoreOutside);
        assertEquals(before, Subject.text(session, sessionState()));
    }

    @Test
    void cancelsARunningStatement() throws Exception {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, insert(1));
        execute(session, session.wire().syntax().begin());
        CompletableFuture<StatementFailedException> failure = CompletableFuture.supplyAsync(
                () -> assertThrows(StatementFailedException.class, () -> execute(session, slowStatement())));
        Thread.sleep(500);
        assertFalse(failure.isDone(), "the fixture's slow statement is not slow");
        session.cancel();
        StatementFailedException cancelled = assertTimeoutPreemptively(SOON, () -> failure.get());
        assertEquals(
                DatabaseError.Kind.CANCELLED,
                subject.explain(cancelled, slowStatement()).kind());
        execute(session, session.wire().syntax().rollback());
        assertEquals("1", animals(session));
    }

    @Test
    void doesNotMindBeingCancelledWhileIdle() throws SQLException {
        DialectSession session = subject.open();
        session.cancel();
        DialectSession other = subject.open();
        execute(other, Subject.ANIMAL, insert(1));
        assertEquals("1", animals(other));
    }

    @Test
    void saysThatTheConnectionWasLostBeforeAnAnswerCame() throws SQLException, IOException {
        if (subject.lacks(Limitation.NO_SERVER)) {
            assertEquals(Optional.empty(), fixture.config().host());
            return;
        }
        DialectSession witness = subject.open();
        execute(witness, Subject.ANIMAL);
        TcpProxy proxy = subject.proxy();
        DialectSession session = subject.open(fixture.through(proxy.port()));
        if (subject.lacks(Limitation.PROTOCOL_UNREADABLE)) {
            assertIsUnreadable(proxy, session);
            return;
        }
        proxy.cutBefore("animal 3'");
        List<String> batch = List.of(
                session.wire().syntax().begin(),
                insert(1),
                insert(3),
                session.wire().syntax().commit());
        StatementFailedException failure = assertThrows(
                StatementFailedException.class, () -> session.wire().execute(batch));
        assertEquals(
                DatabaseError.Kind.CONNECTION_LOST,
                subject.explain(failure, batch.get(failure.index())).kind());
        assertTrue(failure.index() <= 2, () -> "index " + failure.index());
        assertEquals("", animals(witness));
    }

    private static void assertIsUnreadable(TcpProxy proxy, DialectSession session) throws SQLException {
        proxy.record();
        execute(session, insert(1));
        assertFalse(proxy.recorded().contains("animal 1"), "a proxy can read it");
        assertFalse(proxy.recorded().isEmpty());
    }

    /** Modifiable. */
    private static List<String> inserts(int count) {
        List<String> statements = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            statements.add(insert(id));
        }
        return statements;
    }
}
