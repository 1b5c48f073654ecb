package io.migri.dialect.postgresql.history;

import io.migri.api.AppliedMigration;
import io.migri.api.Fingerprint;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.wire.PostgresqlErrors;
import io.migri.dialect.postgresql.wire.PostgresqlOwnChecks;
import io.migri.spi.history.StoredScript;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the history, as jOOQ renders them, written out so that it need not be loaded. They name the schema of everything,
 * functions too, because a migration may have changed the search path.
 */
record PostgresqlHistoryStatements(String schema, String table) {
    /** The table that keeps the files. */
    static final String SOURCE = "migri_source";

    private static final String EQ = PostgresqlText.EQ;

    /**
     * Two queries for one message. The first fails where the table must not be used, and tells of the table; without one it gives nulls. The
     * second gives the rows.
     *
     * @param check of {@link PostgresqlTrust#check}, of this table and of the one that keeps the files
     */
    static String query(String table, String check) {
        String name = PostgresqlText.identifier(table);
        return "select " + check
                + ", n.nspname, pg_catalog.statement_timestamp(), c.relhasrules or c.relrowsecurity or exists ("
                + "select from pg_catalog.pg_trigger t where t.tgrelid" + EQ + "c.oid and not t.tgisinternal),"
                + " coalesce(pg_catalog.has_table_privilege(s.oid, 'insert') and pg_catalog.has_table_privilege(s.oid, 'delete')"
                + " and pg_catalog.has_table_privilege(s.oid, 'select'), false)"
                + " from (select pg_catalog.to_regclass(" + PostgresqlText.literal(name)
                + ")::pg_catalog.oid as id) as found left join pg_catalog.pg_class c on c.oid" + EQ + "found.id"
                + " left join pg_catalog.pg_namespace n on n.oid" + EQ + "c.relnamespace"
                + " left join pg_catalog.pg_class s on s.relnamespace" + EQ + "n.oid and s.relname" + EQ
                + PostgresqlText.literal(SOURCE) + "; select * from " + name;
    }

    /** An expression for the table that keeps the files, beside the history. */
    static String sourceOid(String table) {
        return "(select s.oid from pg_catalog.pg_class s join pg_catalog.pg_class h on h.relnamespace" + EQ
                + "s.relnamespace where s.relname" + EQ + PostgresqlText.literal(SOURCE) + " and h.oid" + EQ
                + PostgresqlTrust.oid(PostgresqlText.identifier(table)) + ")";
    }

    /**
     * Fails where a row of that name was added since.
     *
     * @param last the highest number that was read; null where rows have none
     */
    String absent(String migration, @Nullable Long last) {
        return "select 1 operator(pg_catalog./) (select (pg_catalog.count(*)" + EQ + "0)::pg_catalog.int4 from "
                + name(table) + where(migration, last) + ")";
    }

    /** Numbers and names of the rows behind that one. */
    String since(@Nullable Long last) {
        return "select \"id\", \"name\" from " + name(table) + " where \"id\" operator(pg_catalog.>) " + last;
    }

    /** Fails unless there is just one row of that name; {@link PostgresqlErrors} knows it by its end. */
    String present(String migration) {
        return "select 1 operator(pg_catalog./) (select (pg_catalog.count(*)" + EQ + "1)::pg_catalog.int4 from "
                + name(table) + where(migration, null) + ")" + PostgresqlOwnChecks.RECORDED;
    }

    private static String where(String migration, @Nullable Long last) {
        return " where " + (last == null ? "" : "\"id\" operator(pg_catalog.>) " + last + " and ") + "\"name\"" + EQ
                + PostgresqlText.literal(migration);
    }

    /** In front of what is written to a table of somebody else, who may change it at any time. */
    List<String> holding(PostgresqlTrust trust) {
        return List.of(
                "lock table " + name(table) + " in row exclusive mode",
                "select " + trust.check(PostgresqlText.identifier(table), PostgresqlTrust.oid(name(table))));
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
                + checksum(migration) + where(migration.name(), null);
    }

    String delete(String migration) {
        return "delete from " + name(table) + where(migration, null);
    }

    String insertSource(String migration, StoredScript script) {
        return "insert into " + name(SOURCE) + " (\"history\", \"name\", \"kind\", \"content\") values ("
                + PostgresqlText.literal(table) + ", " + PostgresqlText.literal(migration) + ", "
                + PostgresqlText.literal(script.kind()) + ", " + bytes(script.compressed()) + ")";
    }

    String deleteSource(String migration) {
        return "delete from " + name(SOURCE) + " where \"history\"" + EQ + PostgresqlText.literal(table)
                + " and \"name\"" + EQ + PostgresqlText.literal(migration);
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
