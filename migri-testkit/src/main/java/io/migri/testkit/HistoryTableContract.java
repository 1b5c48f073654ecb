package io.migri.testkit;

import static io.migri.testkit.Subject.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.history.StoredScript;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a dialect owes where the user chooses the name of the history, and its schema. */
public abstract class HistoryTableContract {
    private static final HistoryTable OTHER = new HistoryTable(null, "Other history");
    private static final StoredScript SCRIPT = new StoredScript("sql", new byte[] {1, 2, 3});

    private final DialectFixture fixture;
    private final Subject subject;

    protected HistoryTableContract(DialectFixture fixture) {
        this.fixture = fixture;
        this.subject = new Subject(fixture);
    }

    @AfterEach
    void closeAll() throws Exception {
        subject.close();
    }

    @Test
    void takesTheUsualNameAndOthers() {
        assertEquals(Optional.empty(), fixture.dialect().refuses(HistoryTable.USUAL));
        assertEquals(Optional.empty(), fixture.dialect().refuses(OTHER));
    }

    @Test
    void takesASchemaWhereThereAreSome() throws SQLException {
        HistoryTable somewhere = new HistoryTable("nowhere", "applied");
        assertEquals(
                fixture.otherSchema().isEmpty(),
                fixture.dialect().refuses(somewhere).isPresent());
        for (HistoryTable table : tables()) {
            assertEquals(Optional.empty(), fixture.dialect().refuses(table));
        }
    }

    @Test
    void keepsEverythingUnderThatName() throws SQLException {
        for (HistoryTable table : tables()) {
            DialectSession session = subject.open();
            AppliedLog log = session.history().log(table);
            assertEquals(Optional.empty(), log.read(), table::toString);
            log.prepare();
            append(session, log, "0001_initial");
            assertEquals(List.of("0001_initial"), names(subject.open(), table));
            assertEquals(
                    kept(), log.script("0001_initial").map(StoredScript::kind).orElse("nothing"), table::toString);
        }
    }

    @Test
    void keepsHistoriesApart() throws SQLException {
        int number = 0;
        List<HistoryTable> all = new ArrayList<>(tables());
        all.add(HistoryTable.USUAL);
        for (HistoryTable table : all) {
            DialectSession session = subject.open();
            AppliedLog log = session.history().log(table);
            log.prepare();
            append(session, log, "000" + number++);
        }
        for (int i = 0; i < all.size(); i++) {
            assertEquals(List.of("000" + i), names(subject.open(), all.get(i)));
        }
    }

    @Test
    void keepsJournalsApart() throws SQLException {
        List<HistoryTable> all = new ArrayList<>(tables());
        all.add(HistoryTable.USUAL);
        for (int i = 0; i < all.size(); i++) {
            DialectSession session = subject.open();
            Optional<RecoveryJournal> journal = session.history().journal(all.get(i));
            if (journal.isPresent()) {
                assertEquals(Optional.empty(), journal.get().read(), all.get(i)::toString);
                journal.get().prepare();
                session.wire().execute(journal.get().notes().add(entry(i + 1)));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            Optional<RecoveryJournal> journal = subject.open().history().journal(all.get(i));
            if (journal.isPresent()) {
                assertEquals(
                        List.of(i + 1),
                        journal.get().read().orElseThrow().stream()
                                .map(JournalEntry::through)
                                .toList());
            }
        }
    }

    /** The text is for the look at what the statement names alone. */
    @Test
    void keepsOfADoubtWhatIsToBeKept() throws SQLException {
        DialectSession session = subject.open();
        Optional<RecoveryJournal> journal = session.history().journal(OTHER);
        if (journal.isPresent()) {
            journal.get().read();
            journal.get().prepare();
            JournalEntry.Doubt doubt = new JournalEntry.Doubt("DROP TABLE animal", "", "a hash");
            session.wire()
                    .execute(journal.get()
                            .notes()
                            .add(new JournalEntry("0001", 0, 1, "0".repeat(64), List.of("line"), doubt)));
            JournalEntry found = journal.get().read().orElseThrow().get(0);
            assertEquals(
                    Optional.of("a hash"), Optional.ofNullable(found.doubt()).map(JournalEntry.Doubt::statement));
        }
    }

    @Test
    void keepsTwoRunsOnOneHistoryApart() throws SQLException {
        for (HistoryTable table : tables()) {
            DialectSession other = subject.open();
            try (MigrationLock lock = subject.open().locks().tryLock(table).orElseThrow()) {
                if (lock.coversRun()) {
                    assertTrue(other.locks().tryLock(table).isEmpty(), table::toString);
                    other.locks().tryLock(HistoryTable.USUAL).orElseThrow().close();
                } else {
                    assertTrue(subject.lacks(Limitation.LOCKS_TRANSACTIONS_ONLY));
                }
            }
            other.locks().tryLock(table).orElseThrow().close();
        }
    }

    @Test
    void namesTheUsualHistoryBesideAnother() throws SQLException {
        DialectSession session = subject.open();
        AppliedLog log = session.history().log(HistoryTable.USUAL);
        log.prepare();
        append(session, log, "0001_initial");
        for (HistoryTable table : tables()) {
            List<HistoryTable> others = session.history().others(table);
            assertTrue(
                    others.stream().anyMatch(other -> other.name().equals(HistoryTable.USUAL.name())),
                    others::toString);
            assertFalse(others.contains(table));
            assertEquals(Optional.empty(), session.history().log(table).read());
        }
    }

    @Test
    void leavesNothingThereAfterARehearsal() throws SQLException {
        for (HistoryTable table : tables()) {
            DialectSession session = subject.open();
            AppliedLog real = session.history().log(table);
            real.prepare();
            append(session, real, "0001_initial");
            if (!subject.lacks(Limitation.NO_REHEARSAL)) {
                rehearse(session, table);
            }
            assertEquals(List.of("0001_initial"), names(subject.open(), table));
        }
    }

    private static void rehearse(DialectSession session, HistoryTable table) throws SQLException {
        try (Rehearsal<DialectSession> rehearsal = session.rehearsals().open(RehearsalRequest.quiet(table))) {
            rehearsal.begin();
            AppliedLog log = rehearsal.session().history().log(table);
            assertEquals(
                    List.of("0001_initial"),
                    log.read().orElseThrow().stream()
                            .map(AppliedMigration::name)
                            .toList(),
                    "the history is not there in the rehearsal");
            rehearsal.session().wire().execute(log.append(entry("0002_more")));
        }
    }

    private List<HistoryTable> tables() throws SQLException {
        List<HistoryTable> tables = new ArrayList<>(List.of(OTHER));
        Optional<String> schema = fixture.otherSchema();
        if (schema.isPresent()) {
            tables.add(OTHER.in(schema.get()));
            tables.add(HistoryTable.USUAL.in(schema.get()));
        }
        return tables;
    }

    private String kept() {
        return subject.lacks(Limitation.NO_FILES_KEPT) ? "nothing" : SCRIPT.kind();
    }

    private static List<String> names(DialectSession session, HistoryTable table) throws SQLException {
        return session.history().log(table).read().orElse(List.of()).stream()
                .map(AppliedMigration::name)
                .toList();
    }

    private static void append(DialectSession session, AppliedLog log, String name) throws SQLException {
        log.read();
        AppliedMigration entry = entry(name);
        execute(session, session.wire().syntax().begin());
        session.wire().execute(log.absent(name));
        session.wire().execute(log.append(entry, SCRIPT));
        execute(session, session.wire().syntax().commit());
        log.appended(entry);
    }

    private static AppliedMigration entry(String name) {
        return new AppliedMigration(
                name,
                Optional.of(Instant.EPOCH),
                Optional.of(new Fingerprint("a", "b")),
                Optional.empty(),
                Optional.empty());
    }

    private static JournalEntry entry(int through) {
        return new JournalEntry("0001", 0, through, "0".repeat(64), List.of("line"), null);
    }
}
