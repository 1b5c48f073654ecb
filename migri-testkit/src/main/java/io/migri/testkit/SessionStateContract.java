package io.migri.testkit;

import static io.migri.testkit.Subject.animals;
import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.state.Aside;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link io.migri.spi.state.SessionState} owes: its statements change the session and nothing else, so a transaction in which they are sent
 * goes on. And what a migration leaves in the session is known, and gone before the next.
 */
public abstract class SessionStateContract {
    private static final String MEMORY = "CREATE TEMPORARY TABLE migri_memory (x integer)";
    private static final String REMEMBER = "INSERT INTO migri_memory VALUES (7)";
    private static final String RECALL = "SELECT x FROM migri_memory";

    private final DialectFixture fixture;
    private final Subject subject;

    protected SessionStateContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void restoringCommitsNothing() throws SQLException {
        DialectSession session = subject.openWithTable();
        subject.assertNothingCommits(session, 1, session.state().restore());
    }

    @Test
    void restoringAChangedSessionCommitsNothing() throws SQLException {
        DialectSession session = subject.openWithTable();
        session.state().restore();
        session.state().restoreOutside();
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        log.prepare();
        session.wire().execute(fixture.sessionChanges());
        execute(session, session.wire().syntax().begin());
        session.wire().execute(log.append(new AppliedMigration("0001_initial", Optional.of(Instant.EPOCH))));
        session.wire().execute(session.state().restore());
        execute(session, session.wire().syntax().rollback());
        assertEquals(
                Optional.of(List.of()),
                subject.open().history().log(HistoryTable.USUAL).read(),
                "committed");
    }

    @Test
    void restoringUndoesNothing() throws SQLException {
        DialectSession session = subject.openWithTable();
        List<String> restore = session.state().restore();
        List<String> outside = session.state().restoreOutside();
        execute(session, session.wire().syntax().begin(), insert(1), insert(2));
        session.wire().execute(restore);
        execute(session, session.wire().syntax().commit());
        session.wire().execute(outside);
        assertFalse(session.wire().transactionOpen());
        assertEquals("1 2", animals(subject.open()));
    }

    @Test
    void whatIsSentBeforeACommitCommitsNothing() throws SQLException {
        DialectSession session = subject.openWithTable();
        session.state().restore();
        subject.assertNothingCommits(session, 1, session.state().beforeCommit());
    }

    @Test
    void whatStandsInPlaceOfACommitCommitsNothing() throws SQLException {
        DialectSession session = subject.openWithTable();
        session.state().restore();
        subject.assertNothingCommits(session, 1, session.state().inPlaceOfCommit());
    }

    @Test
    void whatTheNextMigrationIsGivenCommitsNothing() throws SQLException {
        DialectSession session = subject.openWithTable();
        session.state().restore();
        subject.assertNothingCommits(session, 1, session.state().restoreForNext());
    }

    @Test
    void anAsideCommitsNothingAndIsTakenBack() throws SQLException {
        DialectSession session = subject.openWithTable();
        session.state().restore();
        session.state().restoreOutside();
        Aside aside = session.state().aside();
        List<String> around = new ArrayList<>(aside.before());
        around.addAll(aside.after());
        subject.assertNothingCommits(session, 1, around);
    }

    @Test
    void anImplicitTransactionIsOneThatCanBeRolledBack() throws SQLException {
        DialectSession session = subject.openWithTable();
        Aside implicit = session.state().implicitTransaction();
        if (!implicit.before().isEmpty()) {
            session.wire().execute(implicit.before());
            execute(session, insert(1), session.wire().syntax().rollback());
            session.wire().execute(implicit.after());
            assertEquals("", animals(subject.open()));
        }
        execute(session, insert(2));
        assertEquals("2", animals(subject.open()), "the mode is not ended");
    }

    @Test
    void nothingStaysOfAPlainTransaction() throws SQLException {
        DialectSession session = subject.openWithTable();
        session.state().restore();
        execute(session, session.wire().syntax().begin(), insert(1));
        execute(session, session.wire().syntax().rollback());
        assertEquals(Optional.empty(), session.state().leftByRollback());
        assertEquals("", animals(session));
    }

    @Test
    void thereIsNothingToRemarkAboutAPlainMigration() throws SQLException {
        DialectSession session = subject.openWithTable();
        session.state().restore();
        execute(
                session,
                session.wire().syntax().begin(),
                insert(1),
                session.wire().syntax().commit());
        assertEquals(List.of(), session.state().remarks());
    }

    @Test
    void theReaderSaysThatSettingsChangeTheSession() throws Exception {
        List<SqlStatement> changes = Subject.read(subject.open(), String.join(";\n", fixture.sessionChanges()));
        assertTrue(
                changes.stream().anyMatch(statement -> statement.session().gives(SessionValue.Kind.SETTING)),
                "no statement is said to change a setting");
    }

    @Test
    void theReaderSaysWhoMakesAndWhoReadsATemporaryTable() throws Exception {
        DialectSession session = subject.open();
        if (knowsTemporaryTables(session)) {
            List<SqlStatement> script = Subject.read(session, MEMORY + ";\n" + REMEMBER + ";\n" + RECALL + ";");
            Set<SessionValue> made = script.get(0).session().gives();
            assertTrue(script.get(0).session().gives(SessionValue.Kind.TEMPORARY_TABLE), MEMORY);
            assertTrue(
                    script.get(2).session().reads().stream()
                            .anyMatch(read -> made.stream().anyMatch(given -> given.concerns(read))),
                    RECALL);
            SessionUse unrelated =
                    Subject.read(session, "SELECT id FROM animal").get(0).session();
            assertFalse(
                    unrelated.reads().stream().anyMatch(read -> made.stream().anyMatch(given -> given.concerns(read))));
        }
    }

    @Test
    void theReaderSaysThatATemporaryTableHasGone() throws Exception {
        DialectSession session = subject.open();
        if (knowsTemporaryTables(session)) {
            List<SqlStatement> script = Subject.read(session, MEMORY + ";\nDROP TABLE migri_memory;");
            Set<SessionValue> made = script.get(0).session().gives();
            assertTrue(
                    script.get(1).session().ends().stream()
                            .anyMatch(end -> made.stream().anyMatch(end::concerns)),
                    "DROP TABLE ends nothing");
        }
    }

    @Test
    void aTemporaryTableIsGoneBeforeTheNextMigration() throws Exception {
        DialectSession session = subject.openWithTable();
        if (knowsTemporaryTables(session)) {
            execute(session, MEMORY, REMEMBER);
            session.wire().execute(session.state().forgetting(givenBy(session, MEMORY)));
            assertEquals(subject.lacks(Limitation.TEMPORARIES_STAY), Subject.accepts(session, RECALL));
            assertEquals("", animals(session));
        }
    }

    @Test
    void aTemporaryTableThatWasThereBeforeStays() throws Exception {
        DialectSession session = subject.openWithTable();
        if (knowsTemporaryTables(session)) {
            execute(session, MEMORY.replace("migri_memory", "migri_kept"), MEMORY, REMEMBER);
            session.wire().execute(session.state().forgetting(givenBy(session, MEMORY)));
            assertTrue(Subject.accepts(session, "SELECT x FROM migri_kept"), "what was there before is lost");
            assertEquals("", animals(session));
        }
    }

    @Test
    void whatIsGoneAlreadyIsForgottenWithoutAnError() throws Exception {
        DialectSession session = subject.open();
        if (knowsTemporaryTables(session)) {
            Set<SessionValue> given = givenBy(session, MEMORY);
            session.wire().execute(session.state().forgetting(given));
            for (SessionValue value : given) {
                execute(session, MEMORY);
                session.wire().execute(session.state().forgetting(value));
                Subject.accepts(session, "DROP TABLE migri_memory");
            }
            assertFalse(session.wire().transactionOpen());
        }
    }

    private static Set<SessionValue> givenBy(DialectSession session, String script) throws SQLException {
        Set<SessionValue> given = new HashSet<>();
        Subject.read(session, script)
                .forEach(statement -> given.addAll(statement.session().gives()));
        return given;
    }

    private static boolean knowsTemporaryTables(DialectSession session) {
        return Subject.accepts(session, MEMORY)
                && Subject.accepts(session, RECALL)
                && Subject.accepts(session, "DROP TABLE migri_memory");
    }
}
