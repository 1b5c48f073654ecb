package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.fault.TcpProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the {@link AppliedLog} that is a table owes, also where an earlier tool made the table. */
public abstract class AppliedLogContract {
    private static final String TABLE = LegacyHistory.TABLE;
    private static final Instant NOON = Instant.parse("2022-02-20T12:11:12.131415Z");

    /** As files may be called: letters of many scripts, and as many as a file system takes. */
    private static final List<String> NAMES = List.of(
            "0001_initial",
            "0002_caf\u00e9",
            "0003_cafe\u0301",
            "0004_\u0441\u0447\u0451\u0442",
            "0005_\u8868",
            "0006_\ud83e\udd73",
            "0007_" + "n".repeat(250),
            "0008_" + "\u0436".repeat(120));

    private final DialectFixture fixture;
    private final Subject subject;

    protected AppliedLogContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void isNotThereBeforeItIsPrepared() throws SQLException {
        assertEquals(
                Optional.empty(),
                subject.open().history().log(HistoryTable.USUAL).read());
    }

    @Test
    void isEmptyOncePrepared() throws SQLException {
        AppliedLog log = subject.open().history().log(HistoryTable.USUAL);
        log.prepare();
        assertEquals(Optional.of(List.of()), log.read());
    }

    @Test
    void keepsItsRowsWhenPreparedAgain() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        append(session, log, entry("0001_initial", NOON));
        log.prepare();
        session.history().log(HistoryTable.USUAL).prepare();
        assertEquals(Optional.of(List.of(entry("0001_initial", NOON))), dated(log.read()));
    }

    @Test
    void keepsDatesToTheMicrosecond() throws SQLException {
        DialectSession session = subject.open();
        AppliedMigration now = entry("0001_initial", Instant.now().truncatedTo(ChronoUnit.MICROS));
        append(session, prepared(session), now);
        assertEquals(
                Optional.of(List.of(now)),
                dated(subject.open().history().log(HistoryTable.USUAL).read()));
    }

    @Test
    void keepsDatesWhateverTheTimeZoneHere() throws SQLException {
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            DialectSession session = subject.open();
            append(session, prepared(session), entry("0001_initial", NOON));
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            assertEquals(
                    Optional.of(List.of(entry("0001_initial", NOON))),
                    dated(subject.open().history().log(HistoryTable.USUAL).read()));
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    void returnsEntriesInTheOrderInWhichTheyWereApplied() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        List<AppliedMigration> entries = new ArrayList<>();
        for (String name : List.of("0003", "0001", "0002", "0011", "0010")) {
            entries.add(entry(name, NOON));
            append(session, log, entry(name, NOON));
        }
        assertEquals(Optional.of(entries), dated(log.read()));
    }

    @Test
    void takesPartInTheMigrationsTransaction() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        AppliedLog log = prepared(session);
        subject.assertNothingCommits(session, 1, log.append(entry("0001_initial", NOON)));
        assertEquals(Optional.of(List.of()), log.read());
        assertTrue(log.undoneByRollback(), "a table of the migrated database is undone along with it");
    }

    @Test
    void isReadWithinATransactionToo() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        AppliedLog log = prepared(session);
        execute(session, session.wire().syntax().begin(), Subject.insert(1));
        session.wire().execute(log.append(entry("0001_initial", NOON)));
        assertEquals(Optional.of(List.of(entry("0001_initial", NOON))), dated(log.read()));
        assertTrue(session.wire().transactionOpen(), "reading ended the transaction");
        execute(session, session.wire().syntax().rollback());
        assertEquals(Optional.of(List.of()), log.read());
    }

    @Test
    void failsWhereAnotherRunHasRecordedTheName() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        AppliedLog log = prepared(session);
        subject.assertNothingCommits(session, 1, log.absent("0001_initial"));
        DialectSession other = subject.open();
        append(other, prepared(other), entry("0001_initial", NOON));
        subject.assertNothingCommits(session, 2, log.absent("0001_initial "));
        subject.assertNothingCommits(session, 3, log.absent("0002_other"));
        List<String> absent = log.absent("0001_initial");
        if (absent.isEmpty()) {
            assertTrue(
                    subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY), "nothing tells that a second writer was here");
        } else {
            execute(session, session.wire().syntax().begin());
            assertThrows(StatementFailedException.class, () -> session.wire().execute(absent));
            execute(session, session.wire().syntax().rollback());
        }
    }

    @Test
    void meansTheSameWhateverTheMigrationDidToTheSession() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        AppliedMigration odd =
                entry("0001_it's \"odd\" `here` \\ \\' % ? :name $1 {fn now()} \u00e9 \ud83e\udd73 -- /* ;", NOON);
        List<String> append = log.append(odd);
        session.wire().execute(fixture.sessionChanges());
        execute(session, session.wire().syntax().begin());
        session.wire().execute(append);
        execute(session, session.wire().syntax().commit());
        assertEquals(
                Optional.of(List.of(odd)),
                dated(subject.open().history().log(HistoryTable.USUAL).read()));
    }

    @Test
    void keepsEveryNameThatItDoesNotRefuse() throws SQLException {
        DialectSession session = subject.open();
        assertEquals(List.of(), refusedOf(session, prepared(session)));
    }

    @Test
    void keepsEveryNameThatItDoesNotRefuseWhereThereIsLittleRoom() throws SQLException {
        DialectSession session = subject.open();
        session.wire().execute(fixture.narrowHistory());
        AppliedLog narrow = prepared(session);
        assertEquals(
                fixture.narrowHistory().isEmpty(), refusedOf(session, narrow).isEmpty());
    }

    /** Of those that it takes, each is there to the letter. */
    private static List<String> refusedOf(DialectSession session, AppliedLog log) throws SQLException {
        List<String> refused = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String name : NAMES) {
            Optional<UnfitName> unfit = log.unfit(name);
            if (unfit.isPresent()) {
                assertFalse(unfit.get().reason().isBlank() || unfit.get().help().isBlank());
                refused.add(name);
            } else {
                kept.add(name);
                append(session, log, entry(name, NOON));
            }
        }
        assertEquals(kept, names(log.read()));
        return refused;
    }

    @Test
    void keepsTwoTablesApart() throws SQLException {
        DialectSession session = subject.open();
        append(session, prepared(session), entry("0001_initial", NOON));
        AppliedLog other = session.history().log(new HistoryTable(null, "other_history"));
        assertEquals(Optional.empty(), other.read());
        other.prepare();
        append(session, other, entry("0002_other", NOON));
        assertEquals(Optional.of(List.of(entry("0002_other", NOON))), dated(other.read()));
        assertEquals(
                Optional.of(List.of(entry("0001_initial", NOON))),
                dated(session.history().log(HistoryTable.USUAL).read()));
    }

    @Test
    void readsWithOneQuery() throws SQLException, IOException {
        if (subject.lacks(Limitation.NO_SERVER)) {
            assertEquals(Optional.empty(), fixture.config().host());
            return;
        }
        DialectSession before = subject.open();
        append(before, prepared(before), entry("0001_initial", NOON));
        TcpProxy proxy = subject.proxy();
        AppliedLog log = subject.open(fixture.through(proxy.port())).history().log(HistoryTable.USUAL);
        proxy.resetCount();
        log.read();
        assertEquals(1, proxy.roundTrips());
        assertTrue(log.complete());
        log.append(entry("0002_more", NOON));
        log.append(entry("0002_more", NOON), new StoredScript("sql", new byte[] {1}));
        assertEquals(1, proxy.roundTrips());
    }

    @Test
    void doesNotTouchAnotherTableOfItsName() throws SQLException {
        DialectSession session = subject.open();
        execute(session, "CREATE TABLE " + TABLE + " (script varchar(200), checksum integer)");
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        MigriException refusal = assertThrows(MigriException.class, log::read);
        assertEquals(ErrorCode.HISTORY_UNUSABLE, refusal.code());
        assertFalse(String.valueOf(refusal.getMessage()).isBlank());
    }

    @Test
    void readsWhatThePythonToolWrote() throws SQLException {
        DialectSession session = subject.open();
        List<AppliedMigration> written = writeLegacyHistory(session);
        assertEquals(
                fixture.legacyHistory().map(legacy -> written),
                session.history().log(HistoryTable.USUAL).read());
    }

    @Test
    void readsWhatThePythonToolWroteWhateverTheTimeZoneHere() throws SQLException {
        TimeZone here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            readsWhatThePythonToolWrote();
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    void continuesWhatThePythonToolBegan() throws SQLException {
        DialectSession session = subject.open();
        List<AppliedMigration> expected = new ArrayList<>(writeLegacyHistory(session));
        AppliedLog log = prepared(session);
        AppliedMigration next = entry("0003_next", NOON.plusSeconds(7200));
        append(session, log, next);
        expected.add(next);
        assertEquals(names(Optional.of(expected)), names(log.read()));
    }

    @Test
    void letsThePythonToolGoOnAfterwards() throws SQLException {
        DialectSession session = subject.open();
        writeLegacyHistory(session);
        AppliedLog log = prepared(session);
        append(session, log, entry("0003_next", NOON.plusSeconds(7200)));
        List<String> expected = new ArrayList<>(names(log.read()));
        fixture.legacyHistory().ifPresent(legacy -> {
            assertDoesNotThrow(() ->
                    execute(session, legacy.definition(), legacy.insert("0004_python", NOON.plusSeconds(10_000))));
            expected.add("0004_python");
        });
        assertEquals(expected, names(log.read()));
        assertEquals(String.valueOf(expected.size()), Subject.text(session, "SELECT count(name) FROM " + TABLE));
    }

    /** As the tool leaves it after two migrations; nothing where there never was one. */
    private List<AppliedMigration> writeLegacyHistory(DialectSession session) throws SQLException {
        if (fixture.legacyHistory().isEmpty()) {
            return List.of();
        }
        LegacyHistory legacy = fixture.legacyHistory().get();
        execute(
                session,
                legacy.definition(),
                legacy.insert("0001_initial", NOON),
                legacy.insert("0002_animals", NOON.plusSeconds(3600)));
        return List.of(
                entry("0001_initial", NOON.truncatedTo(legacy.precision())),
                entry("0002_animals", NOON.plusSeconds(3600).truncatedTo(legacy.precision())));
    }

    private static AppliedLog prepared(DialectSession session) throws SQLException {
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        log.prepare();
        log.read();
        return log;
    }

    private static void append(DialectSession session, AppliedLog log, AppliedMigration entry) throws SQLException {
        List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
        batch.addAll(log.append(entry));
        batch.add(session.wire().syntax().commit());
        session.wire().execute(batch);
        log.appended(entry);
    }

    private static AppliedMigration entry(String name, Instant appliedAt) {
        return new AppliedMigration(name, Optional.of(appliedAt));
    }

    /** Without what the log found out itself. */
    private static Optional<List<AppliedMigration>> dated(Optional<List<AppliedMigration>> entries) {
        return entries.map(all -> all.stream()
                .map(one -> new AppliedMigration(one.name(), one.appliedAt()))
                .toList());
    }

    private static List<String> names(Optional<List<AppliedMigration>> entries) {
        return entries.orElse(List.of()).stream().map(AppliedMigration::name).toList();
    }
}
