package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.DialectSession;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.history.RecoveryJournal.Verdict;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the {@link RecoveryJournal} of a dialect owes, where it has one. */
public abstract class RecoveryJournalContract {
    private static final String ODD =
            "0001_it's \"odd\" `here` \\ \\' % ? :name $1 {fn now()} \u00e9 \ud83e\udd73 -- /* ;";
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final DialectFixture fixture;
    private final Subject subject;

    protected RecoveryJournalContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void isNotThereBeforeItIsPrepared() throws SQLException {
        assertEquals(Optional.empty(), journal(subject.open()).read());
    }

    @Test
    void isEmptyOncePrepared() throws SQLException {
        DialectSession session = subject.open();
        prepared(session);
        assertEquals(Optional.of(List.of()), journal(subject.open()).read());
    }

    @Test
    void returnsWhatIsDoneInTheOrderOfTheStatements() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        JournalEntry later = entry(ODD, 10, 12);
        JournalEntry earlier = entry(ODD, 2, 10);
        session.wire().execute(journal.notes().add(later));
        session.wire().execute(journal.notes().add(earlier));
        assertEquals(
                Optional.of(List.of(earlier, later)), journal(subject.open()).read());
    }

    @Test
    void aStatementInDoubtIsDoneOnceItIsConfirmed() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        JournalEntry entry = entry(ODD, 0, 1);
        session.wire().execute(journal.notes().add(doubtful(entry, ODD)));
        JournalEntry found = only(journal);
        assertEquals(entry, found.done());
        assertEquals(Optional.of(ODD), Optional.ofNullable(found.doubt()).map(JournalEntry.Doubt::statement));
        JournalEntry longer = entry(ODD, 0, 3);
        session.wire().execute(journal.notes().confirm(longer));
        assertEquals(longer, only(journal));
    }

    @Test
    void anEntryOfAnEarlierFormHasTodaysOnceItIsConfirmed() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        JournalEntry today = entry("a", 0, 1);
        session.wire().execute(journal.notes().add(earlier(doubtful(today, "x"))));
        assertEquals(1, only(journal).format());
        session.wire().execute(journal.notes().confirm(today));
        assertEquals(today, only(journal));
    }

    @Test
    void keepsWhatHoldsCarriageReturns() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        JournalEntry entry = new JournalEntry("a", 0, 2, HASH, List.of("a\rb", "c\r"), null);
        session.wire().execute(journal.notes().add(entry));
        assertEquals(entry, only(journal));
    }

    @Test
    void aStatementInDoubtCanBeWithdrawn() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        JournalEntry kept = entry("a", 0, 1);
        JournalEntry entry = entry("a", 1, 2);
        session.wire().execute(journal.notes().add(kept));
        session.wire().execute(journal.notes().add(doubtful(entry, "x")));
        session.wire().execute(journal.notes().withdraw(entry));
        assertEquals(kept, only(journal));
    }

    @Test
    void keepsThatAMigrationIsInDoubtAsAWhole() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        JournalEntry whole = JournalEntry.ofWhole(ODD);
        session.wire().execute(journal.notes().add(whole));
        JournalEntry found = only(journal);
        assertEquals(whole.done(), found.done());
        assertEquals(Optional.of(""), Optional.ofNullable(found.doubt()).map(JournalEntry.Doubt::statement));
        session.wire().execute(journal.notes().withdraw(whole));
        assertEquals(Optional.of(List.of()), journal.read());
    }

    @Test
    void forgetsOneMigrationAlone() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        JournalEntry kept = entry("A", 0, 1);
        session.wire().execute(journal.notes().add(kept));
        session.wire().execute(journal.notes().add(entry("a", 0, 1)));
        session.wire().execute(journal.notes().add(entry("a", 1, 2)));
        session.wire().execute(journal.notes().forget("a"));
        assertEquals(kept, only(journal));
    }

    @Test
    void takesPartInTheMigrationsTransaction() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        RecoveryJournal journal = prepared(session);
        JournalEntry entry = entry("a", 0, 1);
        subject.assertNothingCommits(session, 1, journal.notes().add(entry));
        assertEquals(Optional.of(List.of()), journal.read());
        session.wire().execute(journal.notes().add(doubtful(entry, "x")));
        subject.assertNothingCommits(session, 2, journal.notes().confirm(entry));
        subject.assertNothingCommits(session, 3, journal.notes().withdraw(entry));
        subject.assertNothingCommits(session, 4, journal.notes().forget("a"));
        assertEquals(doubtful(entry, "x").statements(), only(journal).statements());
        assertEquals(
                "x", Optional.ofNullable(only(journal).doubt()).orElseThrow().statement());
    }

    @Test
    void meansTheSameWhateverTheMigrationDidToTheSession() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        session.wire().execute(fixture.sessionChanges());
        JournalEntry done = entry(ODD, 0, 1);
        JournalEntry doubtful = entry(ODD, 1, 2);
        session.wire().execute(journal.notes().add(done));
        session.wire().execute(journal.notes().add(doubtful(doubtful, Subject.ANIMAL)));
        session.wire().execute(journal.notes().confirm(doubtful));
        assertEquals(
                Optional.of(List.of(done, doubtful)), journal(subject.open()).read());
    }

    @Test
    void tellsTwoJournalsApart() throws SQLException {
        DialectSession session = subject.open();
        session.wire().execute(prepared(session).notes().add(entry("a", 0, 1)));
        RecoveryJournal other = session.history()
                .journal(new HistoryTable(null, "other_journal"))
                .orElseThrow();
        assertEquals(Optional.empty(), other.read());
        other.prepare();
        assertEquals(Optional.of(List.of()), other.read());
        assertEquals(entry("a", 0, 1), only(journal(session)));
    }

    @Test
    void findsAnEntryThatIsThere() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        session.wire().execute(journal.notes().add(doubtful(entry("a", 0, 1), "x")));
        assertTrue(journal.has(entry("a", 0, 1)));
    }

    @Test
    void keepsItsEntriesWhenPreparedAgain() throws SQLException {
        DialectSession session = subject.open();
        session.wire().execute(prepared(session).notes().add(entry("a", 0, 1)));
        journal(session).prepare();
        assertEquals(entry("a", 0, 1), only(journal(session)));
    }

    @Test
    void takesNoSecondEntryOfOnePlace() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        session.wire().execute(journal.notes().add(entry("a", 0, 1)));
        assertThrows(StatementFailedException.class, () -> session.wire()
                .execute(journal.notes().add(entry("a", 0, 2))));
        assertEquals(entry("a", 0, 1), only(journal));
    }

    @Test
    void confirmsNothingElse() throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        session.wire().execute(journal.notes().add(doubtful(entry("a", 1, 2), "x")));
        session.wire().execute(journal.notes().confirm(entry("a", 0, 1)));
        session.wire().execute(journal.notes().confirm(entry("b", 1, 2)));
        session.wire().execute(journal.notes().withdraw(entry("A", 1, 2)));
        assertEquals(
                "x", Optional.ofNullable(only(journal).doubt()).orElseThrow().statement());
    }

    @Test
    void settlesTheSameHoweverOftenItIsAsked() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        RecoveryJournal journal = prepared(session);
        session.wire().execute(journal.notes().add(doubtful(entry("a", 0, 1), "ALTER TABLE animal ADD legs integer")));
        JournalEntry.Doubt doubt = Optional.ofNullable(only(journal).doubt()).orElseThrow();
        Verdict first = journal.settle(doubt);
        assertEquals(first, journal.settle(doubt));
        assertEquals("", Subject.animals(session));
        assertNotEquals(Verdict.HAPPENED, first);
    }

    @Test
    void doesNotTakeAStatementThatNeverRanForDone() throws SQLException {
        assertNotEquals(Verdict.HAPPENED, verdict(Subject.ANIMAL, false));
    }

    @Test
    void doesNotRepeatAStatementThatRan() throws SQLException {
        assertNotEquals(Verdict.REPEATABLE, verdict(Subject.ANIMAL, true));
    }

    @Test
    void cannotTellWhetherRowsWereAdded() throws SQLException {
        execute(subject.open(), Subject.ANIMAL);
        assertEquals(Verdict.UNKNOWN, verdict(Subject.insert(1), true));
    }

    private Verdict verdict(String statement, boolean runs) throws SQLException {
        DialectSession session = subject.open();
        RecoveryJournal journal = prepared(session);
        session.wire().execute(journal.notes().add(doubtful(entry("a", 0, 1), statement)));
        if (runs) {
            execute(session, statement);
        }
        RecoveryJournal next = journal(subject.open());
        JournalEntry.Doubt doubt = Optional.ofNullable(only(next).doubt()).orElseThrow();
        return next.settle(doubt);
    }

    private static JournalEntry only(RecoveryJournal journal) throws SQLException {
        List<JournalEntry> entries = journal.read().orElseThrow();
        assertEquals(1, entries.size(), entries::toString);
        return entries.get(0);
    }

    private static JournalEntry entry(String migration, int first, int through) {
        return new JournalEntry(migration, first, through, HASH, List.of("0123456789abcdef " + ODD, "second"), null);
    }

    private static JournalEntry doubtful(JournalEntry entry, String statement) {
        return new JournalEntry(
                entry.migration(),
                entry.first(),
                entry.through(),
                entry.hash(),
                entry.statements(),
                new JournalEntry.Doubt(statement, ""));
    }

    private static JournalEntry earlier(JournalEntry entry) {
        return new JournalEntry(
                entry.migration(), entry.first(), entry.through(), entry.hash(), entry.statements(), entry.doubt(), 1);
    }

    private static RecoveryJournal prepared(DialectSession session) throws SQLException {
        RecoveryJournal journal = journal(session);
        if (journal.read().isEmpty()) {
            journal.prepare();
        }
        return journal;
    }

    private static RecoveryJournal journal(DialectSession session) {
        return session.history().journal(HistoryTable.USUAL).orElseThrow();
    }
}
