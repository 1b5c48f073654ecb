package io.migri.dialect.mysql.history;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.history.StoredScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * The statements on the history, as jOOQ renders them, written out so that it need not be loaded. They name the database, because the
 * migration may have chosen another one.
 *
 * @param timestamp a time as jOOQ writes it for this server
 * @param wholeSeconds whether the table keeps no more of a date
 */
public record MySqlHistoryStatements(
        String database, String table, Function<LocalDateTime, String> timestamp, boolean wholeSeconds) {
    /** The table that keeps the files. */
    static final String SOURCE = "migri_source";

    private static final String UNLIMITED_ON_MYSQL =
            "/*+ MAX_EXECUTION_TIME(4294967295) SET_VAR(sql_big_selects = ON) */ ";
    private static final String UNLIMITED_ON_MARIADB = "set statement max_statement_time = 0, sql_big_selects = 1 for ";

    /** Room for what is in a statement beside the file. */
    private static final int STATEMENT_BYTES = 8192;

    /**
     * Rows along with the server's clock; also one row, of nothing else, where there is none. Limits that were set for the session mean
     * nothing to it.
     */
    static String select(String table, boolean mariaDb) {
        String name = MySqlText.identifier(table);
        return unlimited(
                "select",
                name + ".*, `server`.`read_at` from (select utc_timestamp(6) as `read_at`) as `server`"
                        + " left outer join " + name + " on true order by `id`",
                mariaDb);
    }

    /** All rows of a query, whatever limits are set for the session. */
    public static String unlimited(String verb, String query, boolean mariaDb) {
        return (mariaDb ? UNLIMITED_ON_MARIADB + verb + " " : verb + " " + UNLIMITED_ON_MYSQL) + query + " limit "
                + MySqlText.ALL_ROWS;
    }

    /** Fails if a row of that name stands behind the one with the number {@code last}. */
    String absent(String migration, long last) {
        return "select if(exists (select 1 from " + name(table) + " where (`id` > " + last + " and " + named(migration)
                + ") lock in share mode), " + MySqlText.FAILURE + ", 1) limit 1";
    }

    /** Fails unless exactly one row of that name stands behind the one with the number {@code last}. */
    String present(String migration, long last) {
        return "select if((select count(*) from " + name(table) + " where (`id` > " + last + " and " + named(migration)
                + ") lock in share mode) = 1, 1, " + MySqlText.FAILURE + ") limit 1";
    }

    /**
     * A temporary table hides the one of its name, also from a statement that names the database
     * (<a href="https://dev.mysql.com/doc/refman/9.7/en/create-temporary-table.html">manual</a>).
     */
    String dropTemporary() {
        return "drop temporary table if exists " + name(table) + ", " + name(SOURCE);
    }

    /** For a table of the Python tool. */
    String insertPlain(AppliedMigration migration) {
        return "insert into " + name(table) + " (`date_applied`, `name`) values (" + date(appliedAt(migration)) + ", "
                + MySqlText.literal(migration.name()) + ")";
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
        return insert(
                migration,
                began,
                "greatest(0, timestampdiff(microsecond, " + time(began.plus(serverAhead), ChronoUnit.MICROS)
                        + ", utc_timestamp(6)) div 1000)");
    }

    String update(AppliedMigration migration) {
        return "update " + name(table) + " set `file_hash` = " + fileHash(migration) + ", `checksum` = "
                + checksum(migration) + whereNamed(migration.name());
    }

    String delete(String migration) {
        return "delete from " + name(table) + whereNamed(migration);
    }

    /** Without the file where the server would not take so large a message. */
    String insertSource(String migration, StoredScript script, int packetLimit) {
        byte[] content = script.compressed();
        boolean fits = content.length > 0 && 2L * content.length + STATEMENT_BYTES < packetLimit;
        return "insert into " + name(SOURCE) + " (`history`, `name`, `kind`, `content`) values ("
                + MySqlText.literal(table) + ", " + MySqlText.literal(migration) + ", "
                + MySqlText.literal(script.kind()) + ", " + (fits ? bytes(content) : "null") + ")";
    }

    String deleteSource(String migration) {
        return "delete from " + name(SOURCE) + whereSource(migration);
    }

    String selectSource(String migration) {
        return "select `kind`, `content` from " + name(SOURCE) + whereSource(migration);
    }

    private String insert(AppliedMigration migration, Instant appliedAt, String milliseconds) {
        return "insert into " + name(table)
                + " (`date_applied`, `name`, `file_hash`, `checksum`, `duration_ms`, `applied_by`) values ("
                + date(appliedAt) + ", " + MySqlText.literal(migration.name()) + ", " + fileHash(migration) + ", "
                + checksum(migration) + ", " + milliseconds + ", left(user(), 255))";
    }

    /** Two names that differ in case are two migrations, whatever the collation says. With a limit it is allowed under {@code sql_safe_updates}. */
    private static String whereNamed(String migration) {
        return " where " + named(migration) + " limit " + Integer.MAX_VALUE;
    }

    private static String named(String migration) {
        return "cast(convert(`name` using utf8mb4) as binary) = " + bytes(migration.getBytes(StandardCharsets.UTF_8));
    }

    private String whereSource(String migration) {
        return " where (`history` = " + MySqlText.literal(table) + " and `name` = " + MySqlText.literal(migration)
                + ")";
    }

    private static Instant appliedAt(AppliedMigration migration) {
        return migration.appliedAt().orElseGet(Instant::now);
    }

    private static String fileHash(AppliedMigration migration) {
        return migration
                .fingerprint()
                .map(Fingerprint::file)
                .map(MySqlText::literal)
                .orElse("null");
    }

    private static String checksum(AppliedMigration migration) {
        return migration
                .fingerprint()
                .map(Fingerprint::tokens)
                .map(MySqlText::literal)
                .orElse("null");
    }

    private String date(Instant instant) {
        return time(instant, wholeSeconds ? ChronoUnit.SECONDS : ChronoUnit.MICROS);
    }

    private String time(Instant instant, ChronoUnit precision) {
        return timestamp.apply(LocalDateTime.ofInstant(instant.truncatedTo(precision), ZoneOffset.UTC));
    }

    private static String bytes(byte[] content) {
        return "X'" + HexFormat.of().withUpperCase().formatHex(content) + '\'';
    }

    private String name(String relation) {
        return MySqlText.identifier(database) + "." + MySqlText.identifier(relation);
    }
}
