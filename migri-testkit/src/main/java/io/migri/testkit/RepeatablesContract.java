package io.migri.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a dialect owes that keeps account of repeatables, which are applied again and again. Others pass it. */
public abstract class RepeatablesContract {
    private static final Instant NOON = Instant.parse("2022-02-20T12:11:12.131415Z");
    private static final HistoryTable OTHER = new HistoryTable(null, "other_history");

    private final Subject subject;

    protected RepeatablesContract(DialectFixture fixture) {
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void isNotThereBeforeItIsPrepared() throws SQLException {
        DialectSession session = subject.open();
        session.history().log(HistoryTable.USUAL).prepare();
        Optional<AppliedLog> log = session.history().repeatables(HistoryTable.USUAL);
        if (log.isPresent()) {
            assertEquals(Optional.empty(), log.get().read());
        }
    }

    @Test
    void keepsThemApartFromTheHistory() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog history = session.history().log(HistoryTable.USUAL);
        history.prepare();
        history.read();
        execute(session, history.append(entry("0001", "a"), script("a")));
        Optional<AppliedLog> log = prepared(session, HistoryTable.USUAL);
        if (log.isPresent()) {
            execute(session, log.get().append(entry("view", "b"), script("b")));
            assertEquals(List.of("0001"), names(history));
            assertEquals(List.of("view"), names(log.get()));
        }
    }

    @Test
    void keepsTheFileOfAMigrationThatHasItsName() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog history = session.history().log(HistoryTable.USUAL);
        history.prepare();
        history.read();
        execute(session, history.append(entry("view", "a"), script("a")));
        Optional<AppliedLog> log = prepared(session, HistoryTable.USUAL);
        if (log.isPresent()) {
            execute(session, log.get().append(entry("view", "b"), script("b")));
            execute(session, log.get().remove("view"));
            assertEquals(Optional.of("a"), history.script("view").map(StoredScript::kind));
            assertEquals(List.of("view"), names(history));
        }
    }

    @Test
    void keepsOneEntryOfEach() throws SQLException {
        DialectSession session = subject.open();
        Optional<AppliedLog> log = prepared(session, HistoryTable.USUAL);
        if (log.isPresent()) {
            execute(session, log.get().append(entry("view", "a"), script("a")));
            again(session, log.get(), "view", "b");
            List<AppliedMigration> found = log.get().read().orElseThrow();
            assertEquals(
                    List.of(fingerprint("b")),
                    found.stream().map(one -> one.fingerprint().orElseThrow()).toList());
            assertEquals(Optional.of("b"), log.get().script("view").map(StoredScript::kind));
        }
    }

    @Test
    void tellsInWhichOrderTheyWereLastApplied() throws SQLException {
        DialectSession session = subject.open();
        Optional<AppliedLog> log = prepared(session, HistoryTable.USUAL);
        if (log.isPresent()) {
            for (String name : List.of("c", "a", "b")) {
                execute(session, log.get().append(entry(name, "1"), script("1")));
            }
            assertEquals(List.of("c", "a", "b"), names(log.get()));
            again(session, log.get(), "b", "2");
            assertEquals(List.of("c", "a", "b"), names(log.get()));
            again(session, log.get(), "c", "2");
            assertEquals(List.of("a", "b", "c"), names(log.get()));
            again(session, log.get(), "b", "3");
            assertEquals(List.of("a", "c", "b"), names(log.get()));
        }
    }

    @Test
    void keepsTheOldEntryWhereTheNewOneIsRolledBack() throws SQLException {
        DialectSession session = subject.open();
        Optional<AppliedLog> log = prepared(session, HistoryTable.USUAL);
        if (log.isPresent()) {
            execute(session, log.get().append(entry("view", "a"), script("a")));
            log.get().read();
            List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
            batch.addAll(replacing(log.get(), "view", "b"));
            batch.add(session.wire().syntax().rollback());
            session.wire().execute(batch);
            assertEquals(Optional.of("a"), log.get().script("view").map(StoredScript::kind));
        }
    }

    @Test
    void noticesThatAnotherRunHasAppliedOne() throws SQLException {
        DialectSession session = subject.open();
        Optional<AppliedLog> log = prepared(session, HistoryTable.USUAL);
        if (log.isPresent()) {
            execute(session, log.get().append(entry("view", "a"), script("a")));
            execute(session, log.get().append(entry("last", "a"), script("a")));
            log.get().read();
            List<String> guard = log.get().absent("view");
            session.wire().execute(guard);
            DialectSession other = subject.open();
            AppliedLog elsewhere = prepared(other, HistoryTable.USUAL).orElseThrow();
            again(other, elsewhere, "view", "b");
            if (!guard.isEmpty()) {
                assertThrows(
                        StatementFailedException.class, () -> session.wire().execute(guard));
            }
        }
    }

    @Test
    void keepsThoseOfHistoriesApart() throws SQLException {
        for (HistoryTable table : List.of(HistoryTable.USUAL, OTHER)) {
            DialectSession session = subject.open();
            Optional<AppliedLog> log = prepared(session, table);
            if (log.isPresent()) {
                execute(session, log.get().append(entry(table.name(), "a"), script("a")));
            }
        }
        for (HistoryTable table : List.of(HistoryTable.USUAL, OTHER)) {
            Optional<AppliedLog> log = subject.open().history().repeatables(table);
            if (log.isPresent()) {
                assertEquals(List.of(table.name()), names(log.get()));
            }
        }
    }

    private static Optional<AppliedLog> prepared(DialectSession session, HistoryTable table) throws SQLException {
        Optional<AppliedLog> log = session.history().repeatables(table);
        if (log.isPresent()) {
            if (log.get().read().isEmpty()) {
                log.get().prepare();
            }
            log.get().read();
        }
        return log;
    }

    private static void again(DialectSession session, AppliedLog log, String name, String text) throws SQLException {
        log.read();
        execute(session, replacing(log, name, text));
    }

    private static List<String> replacing(AppliedLog log, String name, String text) {
        List<String> both = new ArrayList<>(log.remove(name));
        both.addAll(log.append(entry(name, text), script(text)));
        return both;
    }

    private static void execute(DialectSession session, List<String> statements) throws SQLException {
        List<String> batch = new ArrayList<>(List.of(session.wire().syntax().begin()));
        batch.addAll(statements);
        batch.add(session.wire().syntax().commit());
        session.wire().execute(batch);
    }

    private static AppliedMigration entry(String name, String text) {
        return new AppliedMigration(
                name, Optional.of(NOON), Optional.of(fingerprint(text)), Optional.empty(), Optional.empty());
    }

    private static Fingerprint fingerprint(String text) {
        String hash = Integer.toHexString(text.charAt(0)).repeat(32);
        return new Fingerprint(hash, hash);
    }

    private static StoredScript script(String text) {
        return new StoredScript(text, new byte[] {1});
    }

    private static List<String> names(AppliedLog log) throws SQLException {
        return log.read().orElse(List.of()).stream().map(AppliedMigration::name).toList();
    }
}
