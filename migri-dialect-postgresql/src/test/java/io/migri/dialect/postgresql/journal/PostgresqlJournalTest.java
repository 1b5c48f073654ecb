package io.migri.dialect.postgresql.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.dialect.postgresql.history.PostgresqlTrust;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** What is noted in the journal. */
final class PostgresqlJournalTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final JournalEntry entry = new JournalEntry("0001_it's", 2, 5, HASH, List.of("first"), null);
    private final Table<?> journal = table(name("public", "jour nal_migri_journal"));
    private final String own = "\"migration\" operator(pg_catalog.=) '0001_it''s'";
    private final String same = " where (" + own + " and \"first_ordinal\" operator(pg_catalog.=) 2)";
    private final Field<Integer> process = field("pg_catalog.pg_backend_pid()", Integer.class);
    private final Field<String> now = field("pg_catalog.clock_timestamp()", String.class);

    @Test
    void notesDownWhatJooqRenders(@TestDatabase(Engine.POSTGRESQL) Database database) throws SQLException {
        DSLContext jooq = DSL.using(SQLDialect.POSTGRES);
        try (Connection connection = new PostgresqlDialect().connect(database.config())) {
            PostgresqlJournal ours =
                    new PostgresqlJournal(connection, new HistoryTable(null, "jour nal"), new PostgresqlTrust());
            ours.prepare();
            assertEquals(
                    jooq.renderInlined(jooq.insertInto(
                                    journal,
                                    text("migration"),
                                    number("first_ordinal"),
                                    number("through_ordinal"),
                                    text("prefix_hash"),
                                    text("statements"),
                                    text("state"),
                                    text("doubtful"),
                                    text("objects_before"),
                                    number("connection_id"),
                                    text("noted_at"),
                                    number("format"))
                            .values(
                                    inline("0001_it's"),
                                    inline(2),
                                    inline(5),
                                    inline(HASH),
                                    inline("first"),
                                    inline("done"),
                                    inline((String) null),
                                    inline((String) null),
                                    process,
                                    now,
                                    inline(JournalEntry.FORMAT))),
                    ours.notes().add(entry).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.update(journal)
                                    .set(number("through_ordinal"), 5)
                                    .set(text("prefix_hash"), HASH)
                                    .set(text("statements"), "first")
                                    .set(text("state"), "done")
                                    .setNull(text("doubtful"))
                                    .setNull(text("objects_before"))
                                    .set(number("connection_id"), process)
                                    .set(text("noted_at"), now)
                                    .set(number("format"), JournalEntry.FORMAT))
                            + same,
                    ours.notes().confirm(entry).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(journal)) + same,
                    ours.notes().withdraw(entry).get(0));
            assertEquals(
                    jooq.renderInlined(jooq.deleteFrom(journal)) + " where " + own,
                    ours.notes().forget("0001_it's").get(0));
        }
    }

    private static Field<String> text(String name) {
        return field(name(name), String.class);
    }

    private static Field<Integer> number(String name) {
        return field(name(name), Integer.class);
    }
}
