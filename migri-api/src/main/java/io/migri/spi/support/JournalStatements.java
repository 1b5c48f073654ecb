package io.migri.spi.support;

import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;

/**
 * What a {@link io.migri.spi.history.RecoveryJournal} writes where it is a table with the columns {@code migration}, {@code first_ordinal},
 * {@code through_ordinal}, {@code prefix_hash}, {@code statements}, {@code state}, {@code doubtful}, {@code objects_before}, {@code
 * connection_id}, {@code noted_at} and {@code format}. The first two are its key.
 *
 * @param table as it stands in a statement
 * @param now an expression for the present time
 * @param connectionId an expression for what tells this connection or process from others
 */
public record JournalStatements(Spelling spelling, String table, String now, String connectionId) {
    private static final String NULL = "null";

    /** The journal beside that history. */
    public static JournalStatements of(Spelling spelling, HistoryTable history, String now, String connectionId) {
        return new JournalStatements(spelling, spelling.table(history.journal()), now, connectionId);
    }

    /** All rows, for {@link JournalRows}. */
    public String select() {
        return "select * from " + table + " order by " + column("migration") + ", " + column("first_ordinal");
    }

    /**
     * Adds an entry in doubt.
     *
     * @param before an expression for the present state of the objects that its statement names
     */
    public String doubt(JournalEntry entry, String before) {
        String kept = entry.doubt() == null ? "" : entry.doubt().kept();
        return insert(entry, "in doubt", spelling.text(kept), before);
    }

    /** Adds an entry that is done. */
    public String done(JournalEntry entry) {
        return insert(entry, "done", NULL, NULL);
    }

    /** Turns the entry that begins where this one does into one that is done. */
    public String confirm(JournalEntry entry) {
        return "update " + table + " set " + set("through_ordinal", entry.through())
                + ", " + set("prefix_hash", spelling.text(entry.hash()))
                + ", " + set("statements", lines(entry))
                + ", " + set("state", "'done'")
                + ", " + set("doubtful", NULL)
                + ", " + set("objects_before", NULL)
                + ", " + set("connection_id", connectionId)
                + ", " + set("noted_at", now)
                + ", " + set("format", entry.format())
                + where(entry);
    }

    /** Removes the entry that begins where this one does. */
    public String withdraw(JournalEntry entry) {
        return "delete from " + table + where(entry);
    }

    /** Removes all entries of a migration. */
    public String forget(String migration) {
        return "delete from " + table + " where " + ofMigration(migration);
    }

    /** The end of a statement about the entry that begins where this one does. */
    public String where(JournalEntry entry) {
        return " where (" + ofMigration(entry.migration()) + " and "
                + spelling.equal(column("first_ordinal"), Integer.toString(entry.first())) + ")";
    }

    private String ofMigration(String migration) {
        return spelling.equal(column("migration"), spelling.text(migration));
    }

    private String insert(JournalEntry entry, String state, String doubtful, String before) {
        return "insert into " + table + " (" + column("migration") + ", " + column("first_ordinal") + ", "
                + column("through_ordinal") + ", " + column("prefix_hash") + ", " + column("statements") + ", "
                + column("state") + ", " + column("doubtful") + ", " + column("objects_before") + ", "
                + column("connection_id") + ", " + column("noted_at") + ", " + column("format") + ") values ("
                + spelling.text(entry.migration()) + ", " + entry.first() + ", " + entry.through() + ", "
                + spelling.text(entry.hash()) + ", " + lines(entry) + ", '" + state + "', " + doubtful + ", " + before
                + ", " + connectionId + ", " + now + ", " + entry.format() + ")";
    }

    private String set(String column, Object value) {
        return column(column) + " = " + value;
    }

    private String column(String name) {
        return spelling.column(name);
    }

    private String lines(JournalEntry entry) {
        return spelling.text(String.join("\n", entry.statements()));
    }
}
