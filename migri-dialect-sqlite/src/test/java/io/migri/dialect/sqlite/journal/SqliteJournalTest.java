package io.migri.dialect.sqlite.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import io.migri.dialect.sqlite.TestFile;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** What is noted in the journal. */
final class SqliteJournalTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final JournalEntry done = new JournalEntry("0001_it's", 2, 5, HASH, List.of("first", "second"), null);
    private final JournalEntry doubtful = new JournalEntry(
            "0001_it's", 2, 5, HASH, List.of("first", "second"), new JournalEntry.Doubt("DROP TABLE \"it's\"", ""));
    private final Table<?> journal = table("main.\"jour nal_migri_journal\"");
    private final Condition own = text("migration").eq("0001_it's");
    private final Condition same = own.and(number("first_ordinal").eq(2));
    private final Field<Long> process = inline(ProcessHandle.current().pid());
    private final Field<String> now = field("datetime('now')", String.class);

    @Test
    void notesDownWhatJooqRenders(@TempDir Path directory) throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            DSLContext jooq = DSL.using(file.session().connection(), SQLDialect.SQLITE);
            SqliteJournal ours = new SqliteJournal(
                    file.connection().unwrap(SQLiteConnection.class), new HistoryTable(null, "jour nal"));
            ours.prepare();
            assertEquals(
                    insert(jooq, "in doubt", inline("DROP TABLE \"it's\""), schemaVersion()),
                    ours.notes().add(doubtful).get(0));
            assertEquals(
                    insert(jooq, "done", inline((String) null), inline((String) null)),
                    ours.notes().add(done).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.update(journal)
                            .set(number("through_ordinal"), 5)
                            .set(text("prefix_hash"), HASH)
                            .set(text("statements"), "first\nsecond")
                            .set(text("state"), "done")
                            .setNull(text("doubtful"))
                            .setNull(text("objects_before"))
                            .set(field("connection_id", Long.class), process)
                            .set(text("noted_at"), now)
                            .set(number("format"), JournalEntry.FORMAT)
                            .where(same)),
                    ours.notes().confirm(done).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(journal).where(same)),
                    ours.notes().withdraw(done).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(journal).where(own)),
                    ours.notes().forget("0001_it's").get(0));
        }
    }

    /** What an earlier version left is read, and gets today's form when it is written to. */
    @Test
    void takesOverTheTableOfAnEarlierVersion(@TempDir Path directory) throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            file.execute(
                    "CREATE TABLE migri_journal (migration text NOT NULL, first_ordinal integer NOT NULL, through_ordinal integer NOT NULL,"
                            + " prefix_hash text NOT NULL, statements text NOT NULL, state text NOT NULL, doubtful text,"
                            + " objects_before text, connection_id bigint NOT NULL, noted_at text NOT NULL,"
                            + " PRIMARY KEY (migration, first_ordinal))",
                    "INSERT INTO migri_journal VALUES ('0001_it''s', 2, 5, '" + HASH
                            + "', 'first' || char(10) || 'second'," + " 'done', NULL, NULL, 1, 'then')");
            SqliteJournal ours =
                    new SqliteJournal(file.connection().unwrap(SQLiteConnection.class), HistoryTable.USUAL);
            JournalEntry old = new JournalEntry("0001_it's", 2, 5, HASH, List.of("first", "second"), null, 1);
            assertEquals(List.of(old), ours.read().orElseThrow());
            ours.prepare();
            ours.prepare();
            assertEquals(List.of(old), ours.read().orElseThrow());
            JournalEntry next = new JournalEntry("0002", 0, 1, HASH, List.of("a"), null);
            file.session().wire().execute(ours.notes().add(next));
            assertEquals(List.of(old, next), ours.read().orElseThrow());
            assertEquals("1", file.rows("SELECT wr FROM pragma_table_list WHERE name = 'migri_journal'"));
        }
    }

    @Test
    void cannotBeNoticedByTheNextKey(@TempDir Path directory) throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            SqliteJournal ours =
                    new SqliteJournal(file.connection().unwrap(SQLiteConnection.class), HistoryTable.USUAL);
            ours.prepare();
            file.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (700)");
            file.session().wire().execute(ours.notes().add(doubtful));
            file.session().wire().execute(ours.notes().confirm(done));
            assertEquals("700", file.rows("SELECT last_insert_rowid()"));
        }
    }

    @Test
    void runsNobodyElsesCode(@TempDir Path directory) throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            SqliteJournal ours =
                    new SqliteJournal(file.connection().unwrap(SQLiteConnection.class), HistoryTable.USUAL);
            ours.prepare();
            file.execute("CREATE TRIGGER theirs AFTER INSERT ON Migri_Journal BEGIN SELECT 1; END");
            MigriException refused = assertThrows(MigriException.class, ours::read);
            assertTrue(refused.getMessage().contains("has the trigger theirs"), refused::getMessage);
        }
    }

    private String insert(DSLContext jooq, String state, Field<String> statement, Field<String> before) {
        return jooq.renderInlined(jooq.insertInto(
                        journal,
                        text("migration"),
                        number("first_ordinal"),
                        number("through_ordinal"),
                        text("prefix_hash"),
                        text("statements"),
                        text("state"),
                        text("doubtful"),
                        text("objects_before"),
                        field("connection_id", Long.class),
                        text("noted_at"),
                        number("format"))
                .values(
                        inline("0001_it's"),
                        inline(2),
                        inline(5),
                        inline(HASH),
                        inline("first\nsecond"),
                        inline(state),
                        statement,
                        before,
                        process,
                        now,
                        inline(JournalEntry.FORMAT)));
    }

    private static Field<String> schemaVersion() {
        return field("(select schema_version from pragma_schema_version)", String.class);
    }

    private static Field<String> text(String name) {
        return field(name, String.class);
    }

    private static Field<Integer> number(String name) {
        return field(name, Integer.class);
    }
}
