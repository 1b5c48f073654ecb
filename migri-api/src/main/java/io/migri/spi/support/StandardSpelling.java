package io.migri.spi.support;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names and values as the SQL standard spells them: {@code "SHOP"."APPLIED_MIGRATION"}, {@code 'it''s'}, {@code X'00FF'}, {@code
 * TIMESTAMP WITH TIME ZONE '2022-02-20 12:11:12.131415+00:00'}. Implemented by dialects; it grows only by default methods. Sends nothing.
 */
public interface StandardSpelling extends Spelling {

    /** The schema of Migri's tables, without quotes. The same at each call, whatever a migration chooses. */
    String schema();

    /** How the database reads a name without quotes: in upper case, by default. */
    default String folded(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** A name in quotes, just as it is. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    default String table(String name) {
        return quoted(schema()) + '.' + column(name);
    }

    @Override
    default String column(String name) {
        return quoted(folded(name));
    }

    @Override
    default String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    @Override
    default String bytes(byte[] value) {
        return "X'" + HexFormat.of().withUpperCase().formatHex(value) + '\'';
    }

    @Override
    default String time(Instant value) {
        return "TIMESTAMP WITH TIME ZONE '"
                + DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT)
                        .format(value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                + '\'';
    }

    @Override
    default String equal(String left, String right) {
        return left + " = " + right;
    }
}
