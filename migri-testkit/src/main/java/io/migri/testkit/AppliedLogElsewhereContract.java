package io.migri.testkit;

import static io.migri.testkit.Subject.animals;
import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.spi.AppliedLogProvider;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.UnfitName;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What an {@link AppliedLog} owes that is not the dialect's own table: it holds what was committed, and nothing that was rolled back or only
 * rehearsed.
 */
public abstract class AppliedLogElsewhereContract {
    private static final HistoryTable TABLE = HistoryTable.USUAL;
    private static final Instant NOON = Instant.parse("2022-02-20T12:11:12.131415Z");

    private final DialectFixture fixture;
    private final Subject subject;

    /** @param fixture a database to migrate, of any kind */
    protected AppliedLogElsewhereContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    /** Who opens such logs. All that are opened in one test, for one name of a table, are of the same place, which is empty at first. */
    protected abstract AppliedLogProvider provider();

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void itsProviderHasANameInLowerCase() {
        String name = provider().name();
        assertTrue(name.matches("[a-z][a-z0-9_-]*"), name);
    }

    @Test
    void isNotThereBeforeItIsPrepared() throws SQLException {
        assertEquals(Optional.empty(), log(subject.openWithTable()).read());
        assertEquals(Optional.empty(), log(subject.open()).read(), "reading it made it");
    }

    @Test
    void isEmptyOncePrepared() throws SQLException {
        prepared(subject.openWithTable());
        assertEquals(Optional.of(List.of()), log(subject.open()).read());
    }

    @Test
    void holdsWhatWasCommittedInOrder() throws SQLException {
        DialectSession session = subject.openWithTable();
        AppliedLog log = prepared(session);
        List<String> names =
                List.of("0002_second", "0001_first", "0010_it's \"odd\" \u00e9 \ud83e\udd73 % ; ,", "0003_a\nb");
        for (String name : names) {
            if (log.unfit(name).isEmpty()) {
                apply(session, log, entry(name));
            }
        }
        List<String> fit = new ArrayList<>();
        for (String name : names) {
            Optional<UnfitName> unfit = log.unfit(name);
            unfit.ifPresent(reason ->
                    assertFalse(reason.reason().isBlank() || reason.help().isBlank()));
            fit.addAll(unfit.isPresent() ? List.of() : List.of(name));
        }
        assertTrue(fit.containsAll(names.subList(0, 2)), fit::toString);
        assertEquals(fit, names(log(subject.open())));
        assertEquals(fit, names(log));
    }

    @Test
    void keepsDatesToTheMicrosecond() throws SQLException {
        DialectSession session = subject.openWithTable();
        apply(session, prepared(session), entry("0001_initial"));
        assertEquals(
                Optional.of(NOON),
                log(subject.open())
                        .read()
                        .orElseThrow()
                        .get(0)
                        .appliedAt()
                        .map(date -> date.truncatedTo(ChronoUnit.MICROS)));
    }

    @Test
    void keepsItsEntriesWhenPreparedAgain() throws SQLException {
        DialectSession session = subject.openWithTable();
        AppliedLog log = prepared(session);
        apply(session, log, entry("0001_initial"));
        log.prepare();
        prepared(subject.open());
        assertEquals(List.of("0001_initial"), names(log(subject.open())));
    }

    @Test
    void toAppendWritesNothing() throws SQLException {
        DialectSession session = subject.openWithTable();
        AppliedLog log = prepared(session);
        log.append(entry("0001_initial"));
        log.absent("0001_initial");
        log.complete();
        assertEquals(Optional.of(List.of()), log(subject.open()).read());
    }

    @Test
    void holdsNothingOfWhatWasRolledBack() throws SQLException {
        DialectSession session = subject.openWithTable();
        AppliedLog log = prepared(session);
        subject.assertNothingCommits(session, 1, log.append(entry("0001_initial")));
        assertEquals(Optional.of(List.of()), log.read());
        assertEquals(Optional.of(List.of()), log(subject.open()).read());
    }

    /** A log elsewhere is told nothing of a dry run. One in the database is undone along with it. */
    @Test
    void staysAsItIsInADryRun() throws SQLException {
        DialectSession session = subject.openWithTable();
        AppliedLog before = prepared(session);
        apply(session, before, entry("0001_initial"));
        try (Rehearsal<DialectSession> rehearsal =
                session.rehearsals().open(RehearsalRequest.quiet(HistoryTable.USUAL))) {
            rehearsal.begin();
            AppliedLog log = provider().open(rehearsal.session(), TABLE);
            assertEquals(List.of("0001_initial"), names(log));
            execute(rehearsal.session(), insert(7));
            if (log.undoneByRollback()) {
                rehearsal.session().wire().execute(log.append(entry("0002_rehearsed")));
                assertEquals(List.of("0001_initial", "0002_rehearsed"), names(log));
            }
        }
        assertEquals(List.of("0001_initial"), names(log(subject.open())));
        assertEquals("", animals(subject.open()));
    }

    @Test
    void keepsTwoHistoriesApart() throws SQLException {
        DialectSession session = subject.openWithTable();
        apply(session, prepared(session), entry("0001_initial"));
        AppliedLog other = provider().open(session, new HistoryTable(null, "other_history"));
        assertEquals(Optional.empty(), other.read());
        other.prepare();
        apply(session, other, entry("0002_other"));
        assertEquals(List.of("0002_other"), names(other));
        assertEquals(List.of("0001_initial"), names(log(session)));
    }

    @Test
    void isReadWithinATransaction() throws SQLException {
        DialectSession session = subject.openWithTable();
        AppliedLog log = prepared(session);
        apply(session, log, entry("0001_initial"));
        execute(session, session.wire().syntax().begin(), insert(1));
        assertEquals(List.of("0001_initial"), names(log));
        assertTrue(session.wire().transactionOpen(), "reading ended the transaction");
        execute(session, session.wire().syntax().rollback());
        assertEquals("", animals(subject.open()));
    }

    @Test
    void meansTheSameWhateverTheMigrationDidToTheSession() throws SQLException {
        DialectSession session = subject.openWithTable();
        AppliedLog log = prepared(session);
        List<String> append = log.append(entry("0001_initial"));
        session.wire().execute(fixture.sessionChanges());
        execute(session, session.wire().syntax().begin());
        session.wire().execute(append);
        execute(session, session.wire().syntax().commit());
        log.appended(entry("0001_initial"));
        assertEquals(List.of("0001_initial"), names(log(subject.open())));
    }

    private AppliedLog log(DialectSession session) {
        return provider().open(session, TABLE);
    }

    private AppliedLog prepared(DialectSession session) throws SQLException {
        AppliedLog log = log(session);
        log.read();
        log.prepare();
        return log;
    }

    private static void apply(DialectSession session, AppliedLog log, AppliedMigration entry) throws SQLException {
        List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
        batch.addAll(log.append(entry));
        batch.add(session.wire().syntax().commit());
        session.wire().execute(batch);
        log.appended(entry);
    }

    private static AppliedMigration entry(String name) {
        return new AppliedMigration(name, Optional.of(NOON));
    }

    private static List<String> names(AppliedLog log) throws SQLException {
        return log.read().orElseThrow().stream().map(AppliedMigration::name).toList();
    }
}
