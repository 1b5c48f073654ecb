package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static io.migri.testkit.Subject.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link ClientHistory} owes, for dialects with a script for their client. The wire is in the place of the client. */
public abstract class ClientHistoryContract {
    private static final String TABLE = LegacyHistory.TABLE;
    private static final Fingerprint FINGERPRINT = new Fingerprint("0a".repeat(32), "1b".repeat(32));
    private static final StoredScript SCRIPT =
            new StoredScript("sql", "SELECT 'a\\b\0c';\r\n".getBytes(StandardCharsets.UTF_8));

    private final DialectFixture fixture;
    private final Subject subject;

    protected ClientHistoryContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void makesTheHistory() throws SQLException {
        DialectSession session = subject.open();
        begin(session, read(session));
        assertEquals(Optional.of(List.of()), log(subject.open()).read());
        assertTrue(known(subject.open()).complete());
    }

    @Test
    void makesNothingWhereItIsThere() throws SQLException {
        DialectSession session = subject.open();
        log(session).prepare();
        assertEquals(List.of(), read(session).making());
    }

    @Test
    void knowsNothingOfAHistoryThatWasNotRead() throws SQLException {
        DialectSession session = subject.open();
        List<String> making = log(session).forClient().orElseThrow().making();
        List<String> unchanged = log(session).forClient().orElseThrow().unchanged();
        assertFalse(making.isEmpty());
        add(session, "0001_initial");
        ClientHistory history = log(subject.open()).forClient().orElseThrow();
        assertEquals(making, history.making());
        assertEquals(unchanged, history.unchanged());
        assertRefused(session, () -> begin(session, history));
        assertEquals(List.of("0001_initial"), names(subject.open()));
    }

    @Test
    void givesATableOfThePythonToolWhatItLacks() throws SQLException {
        if (fixture.legacyHistory().isEmpty()) {
            return;
        }
        LegacyHistory legacy = fixture.legacyHistory().get();
        DialectSession session = subject.open();
        execute(session, legacy.definition());
        execute(session, legacy.insert("0001_initial", Instant.parse("2022-02-20T12:11:12.131415Z")));
        ClientHistory history = read(session);
        begin(session, history);
        record(session, history, "0002_more");
        AppliedLog known = known(subject.open());
        assertTrue(known.complete());
        assertEquals(List.of("0001_initial", "0002_more"), names(subject.open()));
    }

    @Test
    void failsWhereAHistoryWasBegunMeanwhile() throws SQLException {
        DialectSession session = subject.open();
        ClientHistory history = read(session);
        add(subject.open(), "0001_initial");
        assertRefused(session, () -> begin(session, history));
        assertEquals(List.of("0001_initial"), names(subject.open()));
    }

    @Test
    void failsWhereTheHistoryIsAnother() throws SQLException {
        DialectSession session = subject.open();
        add(session, "0001_initial");
        ClientHistory history = read(session);
        begin(session, history);
        execute(session, "UPDATE " + TABLE + " SET name = '0001_other'");
        assertRefused(session, () -> begin(session, history));
        execute(session, "UPDATE " + TABLE + " SET name = '0001_initial'");
        begin(session, history);
        add(subject.open(), "0002_more");
        assertRefused(session, () -> begin(session, history));
        execute(session, "DELETE FROM " + TABLE);
        assertRefused(session, () -> begin(session, history));
    }

    @Test
    void recordsAMigrationAsARunDoes() throws SQLException {
        DialectSession session = subject.open();
        ClientHistory history = read(session);
        begin(session, history);
        Instant before = Instant.now();
        record(session, history, "0001_initial");
        AppliedLog log = known(subject.open());
        AppliedMigration entry = log.read().orElseThrow().get(0);
        assertEquals("0001_initial", entry.name());
        Duration apart =
                Duration.between(before, entry.appliedAt().orElseThrow()).abs();
        assertTrue(apart.compareTo(Duration.ofMinutes(10)) < 0, () -> "recorded at " + entry.appliedAt());
        boolean kept = !subject.lacks(Limitation.NO_FILES_KEPT);
        assertEquals(kept ? Optional.of(FINGERPRINT) : Optional.empty(), entry.fingerprint());
        assertEquals(kept ? Optional.of(SCRIPT) : Optional.empty(), log.script("0001_initial"));
        assertEquals(
                kept && !subject.lacks(Limitation.NO_ACCOUNTS),
                entry.appliedBy().isPresent());
    }

    @Test
    void recordsInTheMigrationsTransaction() throws SQLException {
        DialectSession session = subject.openWithTable();
        ClientHistory history = read(session);
        begin(session, history);
        TransactionSyntax syntax = session.wire().syntax();
        session.wire().execute(history.beginning());
        execute(session, syntax.begin(), insert(1));
        session.wire().execute(history.append(entry("0001_initial"), SCRIPT));
        assertTrue(session.wire().transactionOpen());
        execute(session, syntax.rollback());
        assertEquals(List.of(), names(subject.open()));
        assertEquals("", Subject.animals(subject.open()));
    }

    @Test
    void failsWhereTheMigrationIsRecorded() throws SQLException {
        DialectSession session = subject.open();
        ClientHistory history = read(session);
        begin(session, history);
        record(session, history, "0001_initial");
        assertRefused(session, () -> record(session, history, "0001_initial"));
        assertEquals(List.of("0001_initial"), names(subject.open()));
    }

    @Test
    void recordsWhateverTheMigrationDidToTheSession() throws SQLException {
        List<String> names = new ArrayList<>();
        for (String change : fixture.sessionChanges()) {
            DialectSession session = subject.open();
            ClientHistory history = read(session);
            begin(session, history);
            List<String> settings = session.clientScript().orElseThrow().settings();
            session.wire().execute(history.beginning());
            if (Subject.sent(session, change)) {
                names.add("000" + names.size() + "_after");
                TransactionSyntax syntax = session.wire().syntax();
                execute(session, syntax.begin());
                session.wire().execute(settings);
                session.wire().execute(history.append(entry(names.get(names.size() - 1)), SCRIPT));
                execute(session, syntax.commit());
                assertEquals(names, names(subject.open()), change);
            }
        }
    }

    @Test
    void takesANameForData() throws SQLException {
        String odd = "0001_it's \"odd\" `or` \\ so; -- $1";
        DialectSession session = subject.open();
        ClientHistory history = read(session);
        begin(session, history);
        record(session, history, odd);
        assertEquals(List.of(odd), names(subject.open()));
        begin(session, read(session));
    }

    @Test
    void changesNothingByAsking() throws SQLException {
        DialectSession session = subject.open();
        Set<String> before = Subject.tables(session);
        ClientHistory history = read(session);
        assertFalse(history.making().isEmpty());
        assertFalse(history.unchanged().isEmpty());
        history.beginning();
        assertFalse(history.append(entry("0001_initial"), SCRIPT).isEmpty());
        assertEquals(before, Subject.tables(session));
        assertFalse(session.wire().transactionOpen());
    }

    private static AppliedLog log(DialectSession session) throws SQLException {
        return session.history().log(HistoryTable.USUAL);
    }

    /** The log, which has been read. */
    private static AppliedLog known(DialectSession session) throws SQLException {
        AppliedLog log = log(session);
        log.read();
        return log;
    }

    private static ClientHistory read(DialectSession session) throws SQLException {
        return known(session).forClient().orElseThrow();
    }

    private static List<String> names(DialectSession session) throws SQLException {
        return log(session).read().orElseThrow().stream()
                .map(AppliedMigration::name)
                .toList();
    }

    private static AppliedMigration entry(String name) {
        return new AppliedMigration(
                name, Optional.empty(), Optional.of(FINGERPRINT), Optional.empty(), Optional.empty());
    }

    /** As a run does. */
    private static void add(DialectSession session, String name) throws SQLException {
        AppliedLog log = log(session);
        log.prepare();
        log.read();
        session.wire().execute(log.append(new AppliedMigration(name, Optional.of(Instant.now()))));
    }

    /** What stands in a script before the first migration. */
    private static void begin(DialectSession session, ClientHistory history) throws SQLException {
        TransactionSyntax syntax = session.wire().syntax();
        execute(session, syntax.beginToRecord());
        session.wire().execute(history.making());
        session.wire().execute(history.unchanged());
        execute(session, syntax.commit());
    }

    private static void record(DialectSession session, ClientHistory history, String name) throws SQLException {
        TransactionSyntax syntax = session.wire().syntax();
        session.wire().execute(history.beginning());
        execute(session, syntax.begin());
        session.wire().execute(history.append(entry(name), SCRIPT));
        execute(session, syntax.commit());
    }

    private static void assertRefused(DialectSession session, Attempt attempt) throws SQLException {
        assertThrows(StatementFailedException.class, attempt::make);
        if (session.wire().transactionOpen()) {
            execute(session, session.wire().syntax().rollback());
        }
    }

    /** What fails. */
    @FunctionalInterface
    private interface Attempt {
        void make() throws SQLException;
    }
}
