package io.migri.dialect.sqlite;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.JournalEntry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** What is noted in the journal. */
final class SqliteJournalTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final JournalEntry done = new JournalEntry("0001_it's", 2, 5, HASH, List.of("first", "second"), null);
    private final JournalEntry doubtful = new JournalEntry(
            "0001_it's", 2, 5, HASH, List.of("first", "second"), new JournalEntry.Doubt("DROP TABLE \"it's\"", ""));
    private final Table<?> journal = table("main.\"jour nal\"");
    private final Condition own = text("migration").eq("0001_it's");
    private final Condition same = own.and(number("first_ordinal").eq(2));
    private final Field<Long> process = inline(ProcessHandle.current().pid());
    private final Field<String> now = field("datetime('now')", String.class);

    @Test
    void notesDownWhatJooqRenders(@TempDir Path directory) throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            DSLContext jooq = SqliteHistoryTable.using(file.session().connection());
            SqliteJournal ours = new SqliteJournal(file.connection().unwrap(SQLiteConnection.class), "jour nal");
            ours.prepare();
            assertEquals(
                    insert(jooq, "in doubt", inline("DROP TABLE \"it's\""), schemaVersion()),
                    ours.doubt(doubtful).get(0));
            assertEquals(
                    insert(jooq, "done", inline((String) null), inline((String) null)),
                    ours.done(done).get(0));
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
                            .where(same)),
                    ours.confirm(done).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(journal).where(same)),
                    ours.withdraw(done).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(journal).where(own)),
                    ours.forget("0001_it's").get(0));
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
                        text("noted_at"))
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
                        now));
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
