package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.DialectSession;
import io.migri.spi.client.ClientLock;
import io.migri.spi.client.ClientScript;
import io.migri.spi.client.UnwritableException;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link ClientScript} owes, for dialects that offer one. Only the client program itself can tell whether it sends what is meant. The
 * contract has the dialect's own reader in its place, and the wire.
 */
public abstract class ClientScriptContract {
    private final DialectFixture fixture;
    private final Subject subject;

    protected ClientScriptContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void saysHowTheClientIsCalled() throws SQLException {
        String call = client(subject.open()).call();
        assertTrue(call.contains("SCRIPT"), call);
        assertFalse(call.startsWith("SCRIPT"), call);
    }

    @Test
    void directivesAreLinesThatStandBeforeEverything() throws SQLException {
        List<String> directives = client(subject.open()).directives();
        assertFalse(directives.isEmpty(), "the client would go on after an error");
        for (String directive : directives) {
            assertFalse(directive.isBlank(), directives::toString);
        }
    }

    /** Texts that end a statement, or seem to, if they are not read as what they are. */
    @Test
    void writesEachStatementToTheLetterAndApart() throws SQLException {
        DialectSession session = subject.open();
        ClientScript client = client(session);
        List<String> statements = List.of(
                Subject.ANIMAL,
                insert(1),
                "INSERT INTO animal VALUES (2, 'a; b -- c /* d')",
                "INSERT INTO animal VALUES (3, 'it''s \"quoted\"')",
                "INSERT INTO animal\n  VALUES (4,\n    'two\nlines')",
                "UPDATE animal SET name = '\u00fcn\u00efc\u00f6d\u00e9 \ud83d\ude00' WHERE id = 1");
        StringBuilder script = new StringBuilder();
        for (String statement : statements) {
            script.append(client.written(statement)).append('\n');
        }
        assertEquals(
                statements,
                Subject.read(session, script.toString()).stream()
                        .map(SqlStatement::text)
                        .toList());
    }

    @Test
    void refusesACharacterThatNoClientSends() throws SQLException {
        ClientScript client = client(subject.open());
        String statement = "INSERT INTO animal VALUES (1, 'a\0b')";
        UnwritableException refusal = assertThrows(UnwritableException.class, () -> client.written(statement));
        assertEquals(statement.indexOf('\0'), refusal.offset());
    }

    @Test
    void settingsEndNoTransaction() throws SQLException {
        DialectSession session = subject.openWithTable();
        subject.assertNothingCommits(session, 7, client(session).settings());
    }

    @Test
    void settingsPutBackWhatAMigrationLeft() throws SQLException {
        for (String change : fixture.sessionChanges()) {
            DialectSession session = subject.open();
            List<String> settings = client(session).settings();
            List<String> outside = client(session).settingsOutside();
            session.wire().execute(settings);
            List<String> usual = asFoundBy(session);
            if (Subject.sent(session, change)) {
                TransactionSyntax syntax = session.wire().syntax();
                execute(session, syntax.begin());
                session.wire().execute(settings);
                execute(session, syntax.commit());
                session.wire().execute(outside);
                assertEquals(settings, client(session).settings(), change);
                assertEquals(outside, client(session).settingsOutside(), change);
                assertEquals(usual, asFoundBy(session), change);
            }
        }
    }

    /** What somebody who begins with this connection now would put it back to. */
    private List<String> asFoundBy(DialectSession session) throws SQLException {
        DialectSession another = subject.dialect().session(session.connection());
        List<String> found = new ArrayList<>(another.state().restore());
        found.addAll(another.state().restoreOutside());
        return found;
    }

    @Test
    void theLockIsThatOfARun() throws SQLException {
        DialectSession session = subject.open();
        ClientLock lock = client(session).lock(HistoryTable.USUAL);
        if (subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY)) {
            assertEquals(ClientLock.OF_TRANSACTION, lock);
            return;
        }
        DialectSession run = subject.open();
        session.wire().execute(lock.take());
        assertTrue(run.locks().tryLock(HistoryTable.USUAL).isEmpty(), "a run has the lock that the client holds");
        assertDoesNotThrow(() -> session.wire().execute(lock.guard()));
        session.wire().execute(lock.release());
        assertThrows(StatementFailedException.class, () -> session.wire().execute(lock.guard()));
        assertTrue(run.locks().tryLock(HistoryTable.USUAL).isPresent());
        assertThrows(StatementFailedException.class, () -> session.wire().execute(lock.take()));
        assertThrows(StatementFailedException.class, () -> session.wire().execute(lock.guard()));
    }

    @Test
    void announcesTheNameAsItIs() throws SQLException {
        DialectSession session = subject.open();
        String name = "0001_it's \"odd\" `or` \\ :so; $1";
        assertEquals(name, Subject.text(session, client(session).announcement(name)));
    }

    @Test
    void changesNothingByAsking() throws SQLException {
        DialectSession session = subject.openWithTable();
        Set<String> before = Subject.tables(session);
        ClientScript client = client(session);
        client.directives();
        client.written(insert(1));
        client.settings();
        client.settingsOutside();
        client.lock(HistoryTable.USUAL);
        client.announcement("0001_initial");
        assertFalse(session.wire().transactionOpen());
        assertEquals("", Subject.animals(session));
        assertEquals(before, Subject.tables(session));
        if (!subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY)) {
            assertTrue(subject.open().locks().tryLock(HistoryTable.USUAL).isPresent(), "the lock was taken");
        }
    }

    private static ClientScript client(DialectSession session) throws SQLException {
        return session.clientScript().orElseThrow();
    }
}
