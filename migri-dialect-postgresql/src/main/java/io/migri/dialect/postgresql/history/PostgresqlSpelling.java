package io.migri.dialect.postgresql.history;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.support.Spelling;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Names and values as jOOQ writes them. They name the schema of everything, operators and functions too, because a migration may have changed
 * the search path.
 *
 * @param schema where Migri's tables are
 */
public record PostgresqlSpelling(String schema) implements Spelling {

    @Override
    public String table(String name) {
        return PostgresqlText.identifier(schema) + '.' + PostgresqlText.identifier(name);
    }

    @Override
    public String column(String name) {
        return PostgresqlText.identifier(name);
    }

    @Override
    public String text(String value) {
        return PostgresqlText.literal(value);
    }

    /** A literal of type {@code bytea} would mean something else without {@code standard_conforming_strings}. */
    @Override
    public String bytes(byte[] value) {
        return "\"pg_catalog\".\"decode\"('" + HexFormat.of().formatHex(value) + "', 'hex')";
    }

    /** Such as {@code 2022-02-20 10:11:12.131415+00:00}; the fraction has no more digits than it needs. */
    @Override
    public String time(Instant value) {
        LocalDateTime time = LocalDateTime.ofInstant(value, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
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

    /** Operators cannot name their schema in a way that jOOQ renders; the functions behind them can. */
    @Override
    public String millisecondsSince(Instant began) {
        return "greatest(0, cast(\"pg_catalog\".\"float8mul\"(\"pg_catalog\".\"date_part\"('epoch',"
                + " \"pg_catalog\".\"timestamptz_mi\"(\"pg_catalog\".\"clock_timestamp\"(), " + time(began)
                + ")), 1000) as bigint))";
    }

    @Override
    public String equal(String left, String right) {
        return left + PostgresqlText.EQ + right;
    }
}
