package io.migri.dialect.mysql.history;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.support.Spelling;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Names and values as jOOQ writes them. They name the database, because the migration may have chosen another one.
 *
 * @param timestamp a time as jOOQ writes it for this server
 * @param wholeSeconds whether the table keeps no more of a date
 */
public record MySqlSpelling(String database, Function<LocalDateTime, String> timestamp, boolean wholeSeconds)
        implements Spelling {

    @Override
    public String table(String name) {
        return MySqlText.identifier(database) + "." + MySqlText.identifier(name);
    }

    @Override
    public String column(String name) {
        return MySqlText.identifier(name);
    }

    @Override
    public String text(String value) {
        return MySqlText.literal(value);
    }

    @Override
    public String bytes(byte[] value) {
        return "X'" + HexFormat.of().withUpperCase().formatHex(value) + '\'';
    }

    @Override
    public String time(Instant value) {
        return time(value, wholeSeconds ? ChronoUnit.SECONDS : ChronoUnit.MICROS);
    }

    @Override
    public String millisecondsSince(Instant began) {
        return "greatest(0, timestampdiff(microsecond, " + time(began, ChronoUnit.MICROS)
                + ", utc_timestamp(6)) div 1000)";
    }

    private String time(Instant instant, ChronoUnit precision) {
        return timestamp.apply(LocalDateTime.ofInstant(instant.truncatedTo(precision), ZoneOffset.UTC));
    }

    @Override
    public String equal(String left, String right) {
        return left + " = " + right;
    }

    /** With a limit it is allowed under {@code sql_safe_updates}. */
    @Override
    public String named(String migration) {
        return same(migration) + " limit " + Integer.MAX_VALUE;
    }

    /** Two names that differ in case are two migrations, whatever the collation says. */
    String same(String migration) {
        return "cast(convert(`name` using utf8mb4) as binary) = " + bytes(migration.getBytes(StandardCharsets.UTF_8));
    }
}
