package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import io.migri.spi.schema.SchemaPart;
import io.migri.spi.schema.SchemaReader;
import io.migri.spi.wire.TransactionSyntax;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link SchemaReader} owes, for dialects that offer one: to see each change and nothing else, and to change nothing. */
public abstract class SchemaReaderContract {
    private static final HistoryTable USUAL = HistoryTable.USUAL;
    private static final String PLANT = "CREATE TABLE plant (id integer PRIMARY KEY, name varchar(200))";

    private final DialectFixture fixture;
    private final Subject subject;

    protected SchemaReaderContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    /** What is there before the changes, beside the table {@code animal}. */
    protected abstract List<String> before();

    /** One change of each kind, as small as it can be. Each is made behind the undo of the one before. */
    protected abstract List<SchemaChange> changes();

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void seesEachChangeAndItsUndo() throws SQLException {
        DialectSession session = prepared();
        List<SchemaPart> before = parts(session);
        assertAll(changes().stream().map(change -> () -> {
            execute(session, change.statements().toArray(String[]::new));
            List<SchemaPart> after = parts(session);
            execute(session, change.undo().toArray(String[]::new));
            assertSeen(change, before, after);
            assertEquals(Set.of(), difference(before, parts(session)), () -> "after the undo of " + change);
        }));
        assertEquals(before, parts(session));
    }

    @Test
    void seesAChangeInARehearsal() throws SQLException {
        DialectSession session = prepared();
        List<SchemaPart> outside = parts(session);
        SchemaChange change = changes().get(0);
        try (Rehearsal<DialectSession> rehearsal = session.rehearsals().open(RehearsalRequest.quiet(USUAL))) {
            rehearsal.begin();
            List<SchemaPart> before = parts(rehearsal.session());
            assertEquals(Set.of(), difference(outside, before), "a rehearsal begins with what is there");
            execute(rehearsal.session(), change.statements().toArray(String[]::new));
            assertSeen(change, before, parts(rehearsal.session()));
        }
        assertEquals(outside, parts(session));
    }

    @Test
    void aTableThatWasMadeAndDroppedLeavesNothing() throws SQLException {
        DialectSession session = prepared();
        List<SchemaPart> before = parts(session);
        execute(session, PLANT);
        assertNotEquals(before, parts(session));
        execute(session, "DROP TABLE plant");
        assertEquals(before, parts(session));
    }

    @Test
    void theSameTableMadeAgainIsTheSame() throws SQLException {
        DialectSession session = prepared();
        execute(session, PLANT);
        List<SchemaPart> before = parts(session);
        execute(session, "DROP TABLE plant", PLANT);
        assertEquals(before, parts(session));
    }

    @Test
    void anotherSessionReadsTheSame() throws SQLException {
        List<SchemaPart> parts = parts(prepared());
        assertFalse(parts.isEmpty());
        assertEquals(parts, parts(subject.open()));
    }

    @Test
    void rowsDoNotCount() throws SQLException {
        DialectSession session = prepared();
        List<SchemaPart> before = parts(session);
        execute(session, insert(1), insert(2), "DELETE FROM animal WHERE id = 1");
        assertEquals(before, parts(session));
    }

    @Test
    void readingLeavesATransactionAsItIs() throws SQLException {
        DialectSession session = prepared();
        TransactionSyntax syntax = session.wire().syntax();
        execute(session, syntax.begin(), insert(7));
        parts(session);
        assertTrue(session.wire().transactionOpen(), "the transaction is open");
        execute(session, insert(8), syntax.rollback());
        assertEquals("", Subject.animals(session));
        parts(session);
        assertFalse(session.wire().transactionOpen(), "no transaction is open");
        assertTrue(session.connection().getAutoCommit());
    }

    @Test
    void readingMakesNothing() throws SQLException {
        DialectSession session = prepared();
        Set<String> tables = Subject.tables(session);
        parts(session);
        assertEquals(tables, Subject.tables(subject.open()));
    }

    @Test
    void migrisTablesAreLeftOut() throws SQLException {
        DialectSession session = prepared();
        List<SchemaPart> before = parts(session);
        for (HistoryTable history : List.of(USUAL, new HistoryTable(null, "other_history"))) {
            session.history().log(history).prepare();
            Optional<RecoveryJournal> journal = session.history().journal(history);
            if (journal.isPresent()) {
                journal.get().prepare();
            }
            execute(session, "CREATE TABLE IF NOT EXISTS migri_of_a_later_version (id integer PRIMARY KEY)");
            assertEquals(before, reader(session).parts(history));
            assertEquals(before, reader(subject.open()).parts(history));
            for (String table : history.names()) {
                Subject.accepts(session, "DROP TABLE " + table);
            }
        }
    }

    @Test
    void eachPartHasAnIdentityOfItsOwn() throws SQLException {
        Set<String> identities = new HashSet<>();
        for (SchemaPart part : parts(prepared())) {
            assertTrue(identities.add(part.identity()), part::identity);
        }
    }

    @Test
    void aStatementIsForAPersonToRead() throws SQLException {
        for (SchemaPart part : parts(prepared())) {
            assertFalse(part.statement().isBlank(), part::identity);
            assertFalse(part.statement().endsWith(";"), part::statement);
            assertEquals(part.statement().strip(), part.statement());
        }
    }

    private static void assertSeen(SchemaChange change, List<SchemaPart> before, List<SchemaPart> after) {
        assertEquals(
                String.join("\n", new TreeSet<>(change.seen())),
                String.join("\n", difference(before, after)),
                () -> "seen of " + change.statements());
    }

    private DialectSession prepared() throws SQLException {
        DialectSession session = subject.openWithTable();
        execute(session, before().toArray(String[]::new));
        return session;
    }

    private List<SchemaPart> parts(DialectSession session) throws SQLException {
        return reader(session).parts(USUAL);
    }

    private SchemaReader reader(DialectSession session) {
        return session.schema()
                .orElseThrow(() -> new AssertionError(
                        fixture.dialect().id() + " has no reader of schemas, and need not keep this contract"));
    }

    /** What is gone and what came. */
    private static Set<String> difference(List<SchemaPart> before, List<SchemaPart> after) {
        Map<String, String> old = byIdentity(before);
        Map<String, String> now = byIdentity(after);
        Set<String> difference = new TreeSet<>();
        old.forEach((identity, statement) -> {
            if (!statement.equals(now.get(identity))) {
                difference.add("- " + statement);
            }
        });
        now.forEach((identity, statement) -> {
            if (!statement.equals(old.get(identity))) {
                difference.add("+ " + statement);
            }
        });
        return difference;
    }

    private static Map<String, String> byIdentity(List<SchemaPart> parts) {
        Map<String, String> all = new LinkedHashMap<>();
        parts.forEach(part -> all.put(part.identity(), part.statement()));
        return all;
    }
}
