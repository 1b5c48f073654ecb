package io.migri.spi.support;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.api.undo.Undo;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an {@link io.migri.spi.history.AppliedLog} writes where it is a table with the columns {@code date_applied}, {@code name}, {@code
 * file_hash}, {@code checksum}, {@code duration_ms} and {@code applied_by}. Beside it stands the table {@link HistoryTable#source} with the columns {@code
 * history}, {@code name}, {@code kind} and {@code content}, the first two of which are its key.
 *
 * @param user an expression for the user who applies migrations
 */
public record HistoryStatements(Spelling spelling, HistoryTable table, String user) {

    /** When the entry says that the migration was applied; now, if it says nothing. */
    public static Instant appliedAt(AppliedMigration migration) {
        return migration.appliedAt().orElseGet(Instant::now);
    }

    /** The history as it stands in a statement. */
    public String name() {
        return spelling.table(table.name());
    }

    private String source() {
        return spelling.table(table.source());
    }

    /** Adds an entry to a table of no more columns than the Python tool made. */
    public String insertPlain(AppliedMigration migration) {
        return "insert into " + name() + " (" + column("date_applied") + ", " + column("name") + ") values ("
                + spelling.time(appliedAt(migration)) + ", " + spelling.text(migration.name()) + ")";
    }

    /** Adds an entry for what did not take any time. */
    public String insertMarked(AppliedMigration migration) {
        return insertAt(migration, spelling.time(appliedAt(migration)), "null");
    }

    /**
     * Adds an entry for a migration that ends now. The database computes how long it took.
     *
     * @param ahead how far the database's clock is ahead of the one by which the migration began
     */
    public String insertTimed(AppliedMigration migration, Duration ahead) {
        Instant began = appliedAt(migration);
        return insertAt(migration, spelling.time(began), spelling.millisecondsSince(began.plus(ahead)));
    }

    /**
     * Adds an entry. The database fills in its times.
     *
     * @param appliedAt an expression for the date
     * @param milliseconds an expression for the duration
     */
    public String insertAt(AppliedMigration migration, String appliedAt, String milliseconds) {
        return "insert into " + name() + " (" + column("date_applied") + ", " + column("name") + ", "
                + column("file_hash") + ", " + column("checksum") + ", " + column("duration_ms") + ", "
                + column("applied_by") + ") values (" + appliedAt + ", "
                + spelling.text(migration.name()) + ", " + hash(migration, Fingerprint::file) + ", "
                + hash(migration, Fingerprint::tokens) + ", " + milliseconds + ", " + user + ")";
    }

    /** Gives the entries of that name another fingerprint. */
    public String update(AppliedMigration migration) {
        return "update " + name() + " set " + column("file_hash") + " = " + hash(migration, Fingerprint::file) + ", "
                + column("checksum") + " = " + hash(migration, Fingerprint::tokens) + " where "
                + spelling.named(migration.name());
    }

    /** Removes the entries of that name. */
    public String delete(String migration) {
        return "delete from " + name() + " where " + spelling.named(migration);
    }

    /** Keeps a file; without its bytes, where there are none. */
    public String insertSource(String migration, StoredScript script) {
        byte[] content = script.compressed();
        return "insert into " + source() + " (" + column("history") + ", " + column("name") + ", "
                + column("kind") + ", " + column("content") + ") values (" + spelling.text(table.key()) + ", "
                + spelling.text(migration) + ", " + spelling.text(script.kind()) + ", "
                + (content.length == 0 ? "null" : spelling.bytes(content)) + ")";
    }

    /** Removes the file of that name. */
    public String deleteSource(String migration) {
        return "delete from " + source() + whereSource(migration);
    }

    /** Removes the file of that name, and what takes the migration back. */
    public String deleteSources(String migration) {
        return "delete from " + source() + " where (" + ofHistory() + " and (" + sourceNamed(migration) + " or "
                + sourceNamed(Undo.nameOf(migration)) + "))";
    }

    /** Puts what takes a migration back in the place of what is kept of it so far. */
    public List<String> replaceUndo(String migration, StoredScript undo) {
        String name = Undo.nameOf(migration);
        return List.of(deleteSource(name), insertSource(name, undo));
    }

    /** Kind and bytes of the file of that name. */
    public String selectSource(String migration) {
        return "select " + column("kind") + ", " + column("content") + " from " + source() + whereSource(migration);
    }

    /** Reads the file of that name; empty where it was not kept. */
    public Optional<StoredScript> script(Connection connection, String migration) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(selectSource(migration))) {
            byte[] content = row.next() ? row.getBytes(2) : null;
            return content == null ? Optional.empty() : Optional.of(new StoredScript(row.getString(1), content));
        }
    }

    private String whereSource(String migration) {
        return " where (" + ofHistory() + " and " + sourceNamed(migration) + ")";
    }

    private String ofHistory() {
        return spelling.equal(column("history"), spelling.text(table.key()));
    }

    private String sourceNamed(String migration) {
        return spelling.equal(column("name"), spelling.text(migration));
    }

    private String hash(AppliedMigration migration, Function<Fingerprint, String> which) {
        return migration.fingerprint().map(which).map(spelling::text).orElse("null");
    }

    private String column(String name) {
        return spelling.column(name);
    }
}
