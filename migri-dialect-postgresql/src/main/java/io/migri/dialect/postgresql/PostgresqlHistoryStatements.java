package io.migri.dialect.postgresql;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.spi.StoredScript;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * The statements on the history, as jOOQ renders them, written out so that it need not be loaded. They name the schema of everything,
 * functions too, because a migration may have changed the search path.
 */
record PostgresqlHistoryStatements(String schema, String table) {
    /** The table that keeps the files. */
    static final String SOURCE = "migri_source";

    /**
     * Rows along with the schema in which the table was found and the server's clock; also one row, of nothing else, where it is
     * empty.
     */
    static String query(String table) {
        String name = PostgresqlText.identifier(table);
        return "select \"pg_namespace\".\"nspname\", \"pg_catalog\".\"statement_timestamp\"(), " + name
                + ".* from \"pg_catalog\".\"pg_class\""
                + " join \"pg_catalog\".\"pg_namespace\" on \"pg_namespace\".\"oid\" = \"pg_class\".\"relnamespace\""
                + " left outer join " + name + " on true where \"pg_class\".\"oid\" = cast("
                + PostgresqlText.literal(name) + " as regclass)";
    }

    /** For a table of the Python tool. */
    String insertPlain(AppliedMigration migration) {
        return "insert into " + name(table) + " (\"date_applied\", \"name\") values (" + time(appliedAt(migration))
                + ", " + PostgresqlText.literal(migration.name()) + ")";
    }

    /** For a row that is going to be undone, where the next number of the sequence would not come back. */
    String insertNumbered(int id, AppliedMigration migration) {
        return "insert into " + name(table) + " (\"id\", \"date_applied\", \"name\") values (" + id + ", "
                + time(appliedAt(migration)) + ", " + PostgresqlText.literal(migration.name()) + ")";
    }

    /** For what did not take any time. */
    String insertMarked(AppliedMigration migration) {
        return insert(migration, appliedAt(migration), "null");
    }

    /**
     * The server finds out how long the migration took.
     *
     * @param serverAhead how far the server's clock is ahead of the one by which the migration began
     */
    String insertTimed(AppliedMigration migration, Duration serverAhead) {
        Instant began = appliedAt(migration);
        return insert(migration, began, millisecondsSince(began.plus(serverAhead)));
    }

    String update(AppliedMigration migration) {
        return "update " + name(table) + " set \"file_hash\" = " + fileHash(migration) + ", \"checksum\" = "
                + checksum(migration) + " where \"name\" = " + PostgresqlText.literal(migration.name());
    }

    String delete(String migration) {
        return "delete from " + name(table) + " where \"name\" = " + PostgresqlText.literal(migration);
    }

    String insertSource(String migration, StoredScript script) {
        return "insert into " + name(SOURCE) + " (\"history\", \"name\", \"kind\", \"content\") values ("
                + PostgresqlText.literal(table) + ", " + PostgresqlText.literal(migration) + ", "
                + PostgresqlText.literal(script.kind()) + ", " + bytes(script.compressed()) + ")";
    }

    String deleteSource(String migration) {
        return "delete from " + name(SOURCE) + " where (\"history\" = " + PostgresqlText.literal(table)
                + " and \"name\" = " + PostgresqlText.literal(migration) + ")";
    }

    private String insert(AppliedMigration migration, Instant appliedAt, String milliseconds) {
        return "insert into " + name(table)
                + " (\"date_applied\", \"name\", \"file_hash\", \"checksum\", \"duration_ms\", \"applied_by\") values ("
                + time(appliedAt) + ", " + PostgresqlText.literal(migration.name()) + ", " + fileHash(migration)
                + ", " + checksum(migration) + ", " + milliseconds + ", session_user)";
    }

    private static Instant appliedAt(AppliedMigration migration) {
        return migration.appliedAt().orElseGet(Instant::now);
    }

    private static String fileHash(AppliedMigration migration) {
        return migration
                .fingerprint()
                .map(Fingerprint::file)
                .map(PostgresqlText::literal)
                .orElse("null");
    }

    private static String checksum(AppliedMigration migration) {
        return migration
                .fingerprint()
                .map(Fingerprint::tokens)
                .map(PostgresqlText::literal)
                .orElse("null");
    }

    /** Operators cannot name their schema in a way that jOOQ renders; the functions behind them can. */
    private static String millisecondsSince(Instant began) {
        return "greatest(0, cast(\"pg_catalog\".\"float8mul\"(\"pg_catalog\".\"date_part\"('epoch',"
                + " \"pg_catalog\".\"timestamptz_mi\"(\"pg_catalog\".\"clock_timestamp\"(), " + time(began)
                + ")), 1000) as bigint))";
    }

    /** A literal of type {@code bytea} would mean something else without {@code standard_conforming_strings}. */
    private static String bytes(byte[] content) {
        return content.length == 0
                ? "null"
                : "\"pg_catalog\".\"decode\"('" + HexFormat.of().formatHex(content) + "', 'hex')";
    }

    private String name(String relation) {
        return PostgresqlText.identifier(schema) + '.' + PostgresqlText.identifier(relation);
    }

    /** Such as {@code 2022-02-20 10:11:12.131415+00:00}; the fraction has no more digits than it needs. */
    private static String time(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        StringBuilder text = new StringBuilder("timestamp with time zone '").append(time.toLocalDate());
        text.append(' ').append(time.toLocalTime());
        if (time.getNano() > 0) {
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        } else if (time.getSecond() == 0) {
            text.append(":00");
        }
        return text.append("+00:00'").toString();
    }
}
