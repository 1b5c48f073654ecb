package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.api.undo.Undo;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the {@link AppliedLog} that is a table owes beside names and dates: files, fingerprints, durations and users. */
public abstract class StoredScriptContract {
    private static final String TABLE = LegacyHistory.TABLE;
    private static final Instant NOON = Instant.parse("2022-02-20T12:11:12.131415Z");
    private static final Fingerprint FINGERPRINT = new Fingerprint("0a".repeat(32), "1b".repeat(32));
    private static final Fingerprint OTHER = new Fingerprint("2c".repeat(32), "3d".repeat(32));
    private static final StoredScript SCRIPT = new StoredScript("sql", everyByte());
    private static final StoredScript ANOTHER = new StoredScript("py", new byte[] {31, -117, 8, 0});

    private final DialectFixture fixture;
    private final Subject subject;

    protected StoredScriptContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void keepsTheFileByteForByte() throws SQLException {
        DialectSession session = subject.open();
        append(session, prepared(session), entry("0001_initial"), SCRIPT);
        AppliedLog log = readByAnother();
        assertEquals(Optional.empty(), log.script("0002_unknown"));
        assertEquals(kept(SCRIPT), log.script("0001_initial"));
    }

    @Test
    void keepsAFileOfAMegabyte() throws SQLException {
        byte[] bytes = new byte[1024 * 1024];
        new Random(1).nextBytes(bytes);
        StoredScript large = new StoredScript("sql", bytes);
        DialectSession session = subject.open();
        append(session, prepared(session), entry("0001_initial"), large);
        assertEquals(kept(large), readByAnother().script("0001_initial"));
    }

    @Test
    void keepsTheFingerprintOfAFileThatWasTooLarge() throws SQLException {
        DialectSession session = subject.open();
        append(session, prepared(session), entry("0001_initial"), new StoredScript("sql", new byte[0]));
        assertEquals(kept(FINGERPRINT), only(readByAnother()).fingerprint());
        assertEquals(Optional.empty(), readByAnother().script("0001_initial"));
    }

    @Test
    void knowsTheUser() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        append(session, log, entry("0001_initial"), SCRIPT);
        assertEquals(keepsFiles(), only(log).appliedBy().isPresent());
        assertFalse(only(log).appliedBy().orElse("somebody").isBlank());
    }

    @Test
    void measuresHowLongAMigrationTook() throws SQLException, InterruptedException {
        assertPlausible(prepared(subject.open()), "0001_initial");
        assertPlausible(readByAnother(), "0002_more");
    }

    @Test
    void findsNoDurationBelowZero() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        AppliedMigration early =
                new AppliedMigration("0001", Optional.of(Instant.now().plusSeconds(3600)));
        append(session, log, early, SCRIPT);
        assertEquals(kept(Duration.ZERO), only(log).took());
    }

    @Test
    void knowsNoDurationOfWhatWasMarked() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        session.wire().execute(log.append(new AppliedMigration("0001", Optional.of(NOON))));
        assertEquals(Optional.empty(), only(log).took());
        assertEquals(Optional.empty(), only(log).fingerprint());
        assertEquals(keepsFiles(), only(log).appliedBy().isPresent());
        assertEquals(Optional.empty(), log.script("0001"));
    }

    @Test
    void takesPartInTheMigrationsTransaction() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        AppliedLog log = prepared(session);
        subject.assertNothingCommits(session, 1, log.append(entry("0001_initial"), SCRIPT));
        assertEquals(Optional.of(List.of()), log.read());
        assertEquals(Optional.empty(), log.script("0001_initial"));
        append(session, log, entry("0001_initial"), SCRIPT);
        if (keepsFiles()) {
            subject.assertNothingCommits(session, 2, log.replace(entry("0001_initial", OTHER), ANOTHER));
            subject.assertNothingCommits(session, 3, log.remove("0001_initial"));
            assertEquals(Optional.of(SCRIPT), log.script("0001_initial"));
        }
    }

    @Test
    void meansTheSameWhateverTheMigrationDidToTheSession() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        String odd = "0001_it's \"odd\" `here` \\ \\' % ? :name $1 {fn now()} \u00e9 \ud83e\udd73 -- /* ;";
        append(session, log, entry("0000"), SCRIPT);
        List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
        batch.addAll(log.append(entry(odd), SCRIPT));
        if (keepsFiles()) {
            batch.addAll(log.replace(entry(odd, OTHER), ANOTHER));
            batch.addAll(log.remove("0000"));
        }
        batch.add(session.wire().syntax().commit());
        session.wire().execute(fixture.sessionChanges());
        session.wire().execute(batch);
        if (keepsFiles()) {
            assertEquals(Optional.of(OTHER), only(readByAnother()).fingerprint());
            assertEquals(Optional.of(NOON), only(readByAnother()).appliedAt());
            assertEquals(Optional.of(ANOTHER), readByAnother().script(odd));
        }
    }

    @Test
    void replacesAFileThatWasLeft() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        append(session, log, entry("0001_initial"), SCRIPT);
        execute(session, "DELETE FROM " + TABLE + " WHERE name = '0001_initial'");
        append(session, log, entry("0001_initial"), ANOTHER);
        assertEquals(kept(ANOTHER), log.script("0001_initial"));
    }

    @Test
    void givesAnEntryAnotherFingerprintAndFile() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        append(session, log, entry("0001_initial"), SCRIPT);
        AppliedMigration before = only(log);
        AppliedMigration changed = new AppliedMigration(
                "0001_initial", Optional.of(Instant.now()), Optional.of(OTHER), Optional.empty(), Optional.empty());
        if (!keepsFiles()) {
            assertThrows(UnsupportedOperationException.class, () -> log.replace(changed, ANOTHER));
            return;
        }
        session.wire().execute(log.replace(changed, ANOTHER));
        assertEquals(
                new AppliedMigration(
                        "0001_initial", before.appliedAt(), Optional.of(OTHER), before.took(), before.appliedBy()),
                only(log));
        assertEquals(Optional.of(ANOTHER), log.script("0001_initial"));
    }

    @Test
    void removesAllEntriesOfANameAndTheFile() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        for (String name : List.of("0001_initial", "0002_more", "0001_initial")) {
            append(session, log, entry(name), SCRIPT);
        }
        if (!keepsFiles()) {
            assertThrows(UnsupportedOperationException.class, () -> log.remove("0001_initial"));
            return;
        }
        session.wire().execute(log.remove("0001_initial"));
        assertEquals("0002_more", only(log).name());
        assertEquals(Optional.empty(), log.script("0001_initial"));
        assertEquals(Optional.of(SCRIPT), log.script("0002_more"));
    }

    @Test
    void keepsWhatTakesAMigrationBack() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        append(session, log, entry("0001_initial"), SCRIPT);
        append(session, log, entry("0002_more"), SCRIPT);
        keepUndo(session, log, "0001_initial", SCRIPT);
        keepUndo(session, log, "0001_initial", ANOTHER);
        keepUndo(session, log, "0002_more", SCRIPT);
        assertEquals(keptUndo(ANOTHER), readByAnother().script(Undo.nameOf("0001_initial")));
        assertEquals(kept(SCRIPT), log.script("0001_initial"));
        assertEquals(List.of("0001_initial", "0002_more"), names(log));
        if (keepsFiles()) {
            session.wire().execute(log.remove("0001_initial"));
            assertEquals(Optional.empty(), log.script(Undo.nameOf("0001_initial")));
            assertEquals(Optional.empty(), log.script("0001_initial"));
            assertEquals(kept(SCRIPT), log.script("0002_more"));
            assertEquals(keptUndo(SCRIPT), log.script(Undo.nameOf("0002_more")));
        }
    }

    @Test
    void keepsAnUndoInTheMigrationsTransaction() throws SQLException {
        DialectSession session = subject.open();
        execute(session, Subject.ANIMAL);
        AppliedLog log = prepared(session);
        append(session, log, entry("0001_initial"), SCRIPT);
        subject.assertNothingCommits(session, 1, log.keepUndo("0001_initial", SCRIPT));
        assertEquals(Optional.empty(), log.script(Undo.nameOf("0001_initial")));
        keepUndo(session, log, "0001_initial", SCRIPT);
        if (keepsFiles()) {
            subject.assertNothingCommits(session, 2, log.remove("0001_initial"));
            assertEquals(keptUndo(SCRIPT), log.script(Undo.nameOf("0001_initial")));
        }
    }

    private static void keepUndo(DialectSession session, AppliedLog log, String name, StoredScript undo)
            throws SQLException {
        session.wire().execute(log.keepUndo(name, undo));
    }

    private Optional<StoredScript> keptUndo(StoredScript undo) {
        return subject.lacks(Limitation.NO_UNDOS_KEPT) ? Optional.empty() : kept(undo);
    }

    @Test
    void tellsNamesApartThatDifferInCaseOrAccents() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        List<String> names = List.of("0001_add", "0001_ADD", "0001_\u00e4dd", "0001_\u00c4dd");
        for (String name : names) {
            append(session, log, entry(name), new StoredScript(name, everyByte()));
        }
        if (keepsFiles()) {
            session.wire().execute(log.replace(entry("0001_ADD", OTHER), ANOTHER));
            session.wire().execute(log.remove("0001_add"));
            assertEquals(
                    List.of(entry("0001_ADD", OTHER), entry(names.get(2)), entry(names.get(3))),
                    log.read().orElseThrow().stream()
                            .map(StoredScriptContract::fingerprinted)
                            .toList());
            assertEquals(Optional.empty(), log.script("0001_add"));
            assertEquals(Optional.of(ANOTHER), log.script("0001_ADD"));
            assertEquals(Optional.of(names.get(2)), log.script(names.get(2)).map(StoredScript::kind));
        }
    }

    @Test
    void keepsTwoHistoriesApart() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = prepared(session);
        append(session, log, entry("0001_initial"), SCRIPT);
        AppliedLog other = session.history().log(new HistoryTable(null, "other_history"));
        other.prepare();
        append(session, other, entry("0001_initial"), ANOTHER);
        assertEquals(kept(SCRIPT), log.script("0001_initial"));
        assertEquals(kept(ANOTHER), other.script("0001_initial"));
        if (keepsFiles()) {
            session.wire().execute(other.remove("0001_initial"));
            assertEquals(Optional.of(SCRIPT), log.script("0001_initial"));
        }
    }

    @Test
    void addsThePlainEntryToATableOfThePythonTool() throws SQLException {
        DialectSession session = subject.open();
        if (writeLegacyHistory(session)) {
            AppliedLog log = session.history().log(HistoryTable.USUAL);
            log.read();
            assertFalse(log.complete());
            append(session, log, entry("0002_more"), SCRIPT);
            assertEquals(List.of("0001_initial", "0002_more"), names(log));
            assertEquals(Optional.empty(), log.script("0002_more"));
            assertThrows(UnsupportedOperationException.class, () -> log.replace(entry("0002_more"), SCRIPT));
            session.wire().execute(log.remove("0002_more"));
            assertEquals(List.of("0001_initial"), names(log));
        }
    }

    @Test
    void makesRoomInATableOfThePythonToolWhichCanGoOn() throws SQLException {
        DialectSession session = subject.open();
        if (writeLegacyHistory(session)) {
            execute(session, "ALTER TABLE " + TABLE + " ADD COLUMN remark varchar(20)");
            AppliedLog log = session.history().log(HistoryTable.USUAL);
            List<AppliedMigration> before = log.read().orElseThrow();
            log.prepare();
            assertTrue(log.complete());
            assertEquals(before, log.read().orElseThrow());
            append(session, log, entry("0002_more"), SCRIPT);
            execute(session, fixture.legacyHistory().orElseThrow().insert("0003_python", NOON));
            execute(session, "UPDATE " + TABLE + " SET remark = 'kept' WHERE name = '0003_python'");
            AppliedLog another = readByAnother();
            assertTrue(another.complete());
            assertEquals(List.of("0001_initial", "0002_more", "0003_python"), names(another));
            assertEquals(
                    Optional.of(FINGERPRINT),
                    another.read().orElseThrow().get(1).fingerprint());
            assertEquals(Optional.empty(), another.read().orElseThrow().get(2).fingerprint());
            assertEquals(Optional.of(SCRIPT), another.script("0002_more"));
            another.prepare();
            assertEquals(3, names(another).size());
        }
    }

    @Test
    void makesRoomInThePlaceOfARehearsal() throws SQLException {
        DialectSession session = subject.open();
        if (writeLegacyHistory(session) && !subject.lacks(Limitation.DDL_COMMITS)) {
            AppliedLog log = session.history().log(HistoryTable.USUAL);
            execute(session, session.wire().syntax().begin());
            log.prepare();
            assertTrue(log.complete());
            session.wire().execute(log.append(entry("0002_more"), SCRIPT));
            execute(session, session.wire().syntax().rollback());
            assertEquals(List.of("0001_initial"), names(log));
            assertFalse(log.complete());
        }
    }

    @Test
    void knowsWithoutAskingWhetherThereIsRoom() throws SQLException {
        prepared(subject.open());
        assertTrue(readByAnother().complete());
    }

    private void assertPlausible(AppliedLog log, String name) throws SQLException, InterruptedException {
        DialectSession session = subject.open();
        AppliedMigration begins = new AppliedMigration(name, Optional.of(Instant.now()));
        List<String> statements = log.append(begins, SCRIPT);
        // In many databases the time stands still within a transaction.
        execute(session, session.wire().syntax().begin(), "SELECT 1");
        Thread.sleep(600);
        session.wire().execute(statements);
        execute(session, session.wire().syntax().commit());
        List<AppliedMigration> entries = readByAnother().read().orElseThrow();
        Optional<Duration> took = entries.get(entries.size() - 1).took();
        assertEquals(keepsFiles(), took.isPresent());
        long milliseconds = took.orElse(Duration.ofMillis(600)).toMillis();
        // What came before the server's clock was read counts for the way there.
        assertTrue(milliseconds >= 100 && milliseconds < 10_000, () -> milliseconds + " ms");
    }

    private boolean writeLegacyHistory(DialectSession session) throws SQLException {
        if (fixture.legacyHistory().isEmpty()) {
            return false;
        }
        LegacyHistory legacy = fixture.legacyHistory().get();
        execute(session, legacy.definition(), legacy.insert("0001_initial", NOON));
        return keepsFiles();
    }

    private boolean keepsFiles() {
        return !subject.lacks(Limitation.NO_FILES_KEPT);
    }

    private <T> Optional<T> kept(T value) {
        return keepsFiles() ? Optional.of(value) : Optional.empty();
    }

    private AppliedLog readByAnother() throws SQLException {
        AppliedLog log = subject.open().history().log(HistoryTable.USUAL);
        log.read();
        return log;
    }

    private static AppliedLog prepared(DialectSession session) throws SQLException {
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        log.prepare();
        return log;
    }

    private static void append(DialectSession session, AppliedLog log, AppliedMigration entry, StoredScript script)
            throws SQLException {
        List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
        batch.addAll(log.append(entry, script));
        batch.add(session.wire().syntax().commit());
        session.wire().execute(batch);
    }

    private static AppliedMigration only(AppliedLog log) throws SQLException {
        List<AppliedMigration> entries = log.read().orElseThrow();
        assertEquals(1, entries.size(), entries::toString);
        return entries.get(0);
    }

    private static List<String> names(AppliedLog log) throws SQLException {
        return log.read().orElseThrow().stream().map(AppliedMigration::name).toList();
    }

    private static AppliedMigration entry(String name) {
        return entry(name, FINGERPRINT);
    }

    private static AppliedMigration entry(String name, Fingerprint fingerprint) {
        return new AppliedMigration(
                name, Optional.of(NOON), Optional.of(fingerprint), Optional.empty(), Optional.empty());
    }

    private static AppliedMigration fingerprinted(AppliedMigration entry) {
        return new AppliedMigration(
                entry.name(), entry.appliedAt(), entry.fingerprint(), Optional.empty(), Optional.empty());
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
