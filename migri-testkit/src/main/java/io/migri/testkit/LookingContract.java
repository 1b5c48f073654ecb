package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.Secret;
import io.migri.spi.DialectSession;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.RecoveryJournal;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Looking changes nothing. Somebody who asks for the status of a database, or has it examined, may be allowed to read
 * alone, and wants no new table.
 */
public abstract class LookingContract {
    private static final HistoryTable JOURNAL = HistoryTable.USUAL;

    private final DialectFixture fixture;
    private final Subject subject;

    protected LookingContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void readingTheLogMakesNoTable() throws SQLException {
        DialectSession session = opened();
        Set<String> before = Subject.tables(session);
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        assertEquals(Optional.empty(), log.read());
        log.unfit("0001_initial");
        log.complete();
        log.undoneByRollback();
        assertEquals(
                Optional.empty(),
                subject.open().history().log(HistoryTable.USUAL).read(),
                "reading it made it");
        assertEquals(before, Subject.tables(session));
    }

    @Test
    void writingDownStatementsWritesNothing() throws SQLException {
        DialectSession session = opened();
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        log.prepare();
        log.append(new AppliedMigration("0001_initial", Optional.of(Instant.EPOCH)));
        log.appended(new AppliedMigration("0001_initial", Optional.of(Instant.EPOCH)));
        assertEquals(
                Optional.of(List.of()),
                subject.open().history().log(HistoryTable.USUAL).read());
    }

    @Test
    void readingTheJournalMakesNoTable() throws SQLException {
        DialectSession session = opened();
        Set<String> before = Subject.tables(session);
        Optional<RecoveryJournal> journal = session.history().journal(JOURNAL);
        if (journal.isPresent()) {
            assertEquals(Optional.empty(), journal.get().read());
            assertEquals(
                    Optional.empty(),
                    subject.open().history().journal(JOURNAL).orElseThrow().read());
        }
        assertEquals(before, Subject.tables(session));
    }

    @Test
    void askingTheSessionChangesNothing() throws Exception {
        DialectSession session = opened();
        Set<String> before = Subject.tables(session);
        session.locks().holder(HistoryTable.USUAL);
        session.locks().identity();
        session.locks().ownTimeout();
        session.history().missingSchema();
        session.state().restore();
        session.state().restoreOutside();
        session.state().aside();
        session.state().beforeCommit();
        session.scriptBinding();
        session.language()
                .read(new StringReader("CREATE TABLE plant (id integer)"))
                .next();
        fixture.dialect().remarks(session.connection());
        assertUnchanged(session, before);
    }

    @Test
    void examiningChangesNothing() throws SQLException {
        DialectSession session = opened();
        Set<String> before = Subject.tables(session);
        List<Finding> findings = findings(session);
        assertUnchanged(session, before);
        for (Finding finding : findings) {
            assertTrue(finding.state() != Finding.State.PROBLEM, finding::toString);
            assertFalse(finding.toString().isBlank());
        }
    }

    @Test
    void examiningFindsTheSameWhereThereIsAHistory() throws SQLException {
        DialectSession session = opened();
        List<Finding> before = findings(session);
        session.history().log(HistoryTable.USUAL).prepare();
        assertEquals(
                before.stream().map(Finding::state).toList(),
                findings(session).stream().map(Finding::state).toList());
    }

    @Test
    void noPasswordIsShown() throws SQLException {
        DialectSession session = opened();
        Optional<String> password = fixture.config().password().map(Secret::reveal);
        List<String> shown = new ArrayList<>(fixture.dialect().remarks(session.connection()));
        findings(session).forEach(finding -> shown.add(finding.toString()));
        shown.add(session.server());
        shown.add(fixture.config().toString());
        shown.addAll(fixture.dialect().creates(fixture.config()).stream().toList());
        for (String text : shown) {
            assertFalse(password.filter(text::contains).isPresent(), "a password is shown");
        }
    }

    @Test
    void theServerIsNamed() throws SQLException {
        String server = subject.open().server();
        assertTrue(server.length() < 200 && !server.isBlank(), server);
        assertTrue(server.chars().noneMatch(Character::isISOControl), server);
    }

    private static List<Finding> findings(DialectSession session) throws SQLException {
        List<Finding> findings = new ArrayList<>(session.examine(HistoryTable.USUAL));
        findings.addAll(session.support());
        return findings;
    }

    private static void assertUnchanged(DialectSession session, Set<String> before) throws SQLException {
        assertEquals(before, Subject.tables(session));
        assertEquals("1", Subject.animals(session));
        assertFalse(session.wire().transactionOpen());
        assertTrue(session.connection().getAutoCommit());
    }

    private DialectSession opened() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL, Subject.insert(1));
        return session;
    }
}
