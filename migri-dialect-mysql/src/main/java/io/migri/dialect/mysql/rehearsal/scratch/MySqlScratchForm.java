package io.migri.dialect.mysql.rehearsal.scratch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.Column;
import java.util.Locale;

/**
 * How the values of a column travel from one server to another without becoming others: how they are asked for, and how they are
 * written. Bytes are taken as they are stored, whatever they may mean, in a session that has the server convert nothing.
 */
enum MySqlScratchForm {
    /** Digits, which may be compared as well. */
    NUMBER,
    /** What has a number behind what it shows; of an {@code ENUM} the number tells also what is no word of it. */
    INDEX,
    /** A float shows fewer digits than it has; a double shows all that tell it from others. */
    FLOAT,
    /** What is plain ASCII, such as a date, whose parts the driver would want to be those of a real one. */
    PLAIN,
    /** Has its bytes checked, and takes no binary ones. */
    JSON,
    /** Texts in the character set of the column, what is binary, and what is in space. */
    BYTES;

    static MySqlScratchForm of(Column column) {
        return switch (column.type().toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "integer", "bigint", "decimal", "numeric" -> NUMBER;
            case "bit", "enum", "set" -> INDEX;
            case "float" -> FLOAT;
            case "double", "real", "date", "datetime", "timestamp", "time", "year", "uuid", "inet4", "inet6" -> PLAIN;
            case "json" -> JSON;
            default -> BYTES;
        };
    }

    /** An expression of ASCII digits and letters, or of bytes. */
    String asked(String column) {
        return switch (this) {
            case NUMBER, PLAIN -> "cast(" + column + " as char)";
            case INDEX -> "cast(" + column + " as unsigned)";
            case FLOAT -> "cast(" + column + " + 0e0 as char)";
            case JSON, BYTES -> column;
        };
    }

    /** The literal that gives a column the value. */
    String written(byte[] value) {
        return switch (this) {
            case NUMBER, INDEX -> new String(value, ISO_8859_1);
            case FLOAT, PLAIN -> "'" + new String(value, ISO_8859_1) + "'";
            case JSON -> "convert(x'" + MySqlText.hexadecimal(value) + "' using utf8mb4)";
            case BYTES -> "x'" + MySqlText.hexadecimal(value) + "'";
        };
    }

    /** The literal that is compared with a column as another value of its kind is. */
    String compared(byte[] value, Column column) {
        return this == BYTES && !column.characterSet().isEmpty()
                ? "_" + column.characterSet() + " " + written(value)
                : written(value);
    }
}
