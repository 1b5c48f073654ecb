package io.migri.dialect.sqlite.history;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import io.migri.spi.history.StoredScript;
import java.time.Instant;

/** The statements on the history, as jOOQ renders them, written out because loading jOOQ takes longer than what they do. */
public record SqliteHistoryStatements(String table) {
    /** The table that keeps the files. */
    public static final String SOURCE = "migri_source";

    private static final String USUAL_NAME = "applied_migration";

    /** With the number of each row in front; a table without such numbers does not understand it. */
    static String selectAll(String table) {
        return "select _rowid_, * from " + name(table);
    }

    static String selectWithoutNumbers(String table) {
        return "select * from " + name(table);
    }

    SqliteGuards guards(boolean rowsHaveNumbers) {
        return new SqliteGuards(name(table), rowsHaveNumbers);
    }

    /** For a table of the Python tool. */
    String insertPlain(AppliedMigration migration) {
        return "insert into " + name(table) + " (date_applied, name) values ("
                + SqliteQuoting.text(SqliteTimestamps.format(appliedAt(migration))) + ", "
                + SqliteQuoting.text(migration.name()) + ")";
    }

    /** For what did not take any time. */
    String insertMarked(AppliedMigration migration) {
        return insert(migration, appliedAt(migration), "null");
    }

    /** The time that it took is counted on the same machine, but to the end of the migration, by SQLite. */
    String insertTimed(AppliedMigration migration) {
        Instant began = appliedAt(migration);
        return insert(
                migration,
                began,
                "max(0, cast(round((julianday('now') - 2440587.5) * 86400000.0) as integer) - " + began.toEpochMilli()
                        + ")");
    }

    String update(AppliedMigration migration) {
        return "update " + name(table) + " set file_hash = " + fileHash(migration) + ", checksum = "
                + checksum(migration) + " where name = " + SqliteQuoting.text(migration.name());
    }

    String delete(String migration) {
        return "delete from " + name(table) + " where name = " + SqliteQuoting.text(migration);
    }

    String insertSource(String migration, StoredScript script) {
        return "insert into " + name(SOURCE) + " (history, name, kind, content) values (" + SqliteQuoting.text(table)
                + ", " + SqliteQuoting.text(migration) + ", " + SqliteQuoting.text(script.kind()) + ", "
                + bytes(script.compressed()) + ")";
    }

    String deleteSource(String migration) {
        return "delete from " + name(SOURCE) + " where (history = " + SqliteQuoting.text(table) + " and name = "
                + SqliteQuoting.text(migration) + ")";
    }

    private String insert(AppliedMigration migration, Instant appliedAt, String milliseconds) {
        return "insert into " + name(table)
                + " (date_applied, name, file_hash, checksum, duration_ms, applied_by) values ("
                + SqliteQuoting.text(SqliteTimestamps.format(appliedAt)) + ", " + SqliteQuoting.text(migration.name())
                + ", "
                + fileHash(migration) + ", " + checksum(migration) + ", " + milliseconds + ", " + user() + ")";
    }

    private static Instant appliedAt(AppliedMigration migration) {
        return migration.appliedAt().orElseGet(Instant::now);
    }

    private static String fileHash(AppliedMigration migration) {
        return migration
                .fingerprint()
                .map(Fingerprint::file)
                .map(SqliteQuoting::text)
                .orElse("null");
    }

    private static String checksum(AppliedMigration migration) {
        return migration
                .fingerprint()
                .map(Fingerprint::tokens)
                .map(SqliteQuoting::text)
                .orElse("null");
    }

    /** SQLite has no users. */
    private static String user() {
        String user = System.getProperty("user.name");
        return user == null || user.isBlank() ? "null" : SqliteQuoting.text(user);
    }

    private static String bytes(byte[] content) {
        return content.length == 0 ? "null" : SqliteQuoting.bytes(content);
    }

    /** As jOOQ does it, names that are always used go without quotes. */
    private static String name(String relation) {
        boolean usual = relation.equals(USUAL_NAME) || relation.equals(SOURCE);
        return "main." + (usual ? relation : SqliteQuoting.name(relation));
    }
}
