package io.migri.dialect.mysql.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The type of a column.
 *
 * @param text as {@code SHOW CREATE TABLE} has it
 * @param name without length and attributes
 * @param size of texts, in characters; of numbers, in digits; of times, in digits behind the second; 0 where it has none
 * @param scale digits behind the point
 */
record MySqlColumnType(String text, String name, long size, long scale) {
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final List<String> FRACTIONS = List.of("float", "decimal", "double");
    private static final List<String> TEXTS = List.of(
            "char",
            "varchar",
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "binary",
            "varbinary",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "json");
    private static final List<String> CHOICES = List.of("enum", "set");
    /** A value fits into each type behind its own. */
    private static final List<String> TIMES = List.of("timestamp", "date", "datetime");

    /** A text of a number or a time may be that long. */
    private static final long LONGEST_NUMBER = 26;

    private static final String UNSIGNED = "unsigned";

    static Map<String, MySqlColumnType> all(Connection connection, String place) throws SQLException {
        Map<String, MySqlColumnType> types = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select column_name, column_type, data_type,"
                        + " coalesce(character_maximum_length, numeric_precision, datetime_precision, 0),"
                        + " ifnull(numeric_scale, 0) from information_schema.columns" + place)) {
            while (rows.next()) {
                types.put(
                        rows.getString(1).toLowerCase(Locale.ROOT),
                        new MySqlColumnType(
                                rows.getString(2),
                                rows.getString(3).toLowerCase(Locale.ROOT),
                                rows.getLong(4),
                                rows.getLong(5)));
            }
        }
        return types;
    }

    /** Whether values that this type holds may not fit into {@code later}; where nobody knows, not. */
    boolean narrows(MySqlColumnType later) {
        if (text.equals(later.text)) {
            return false;
        }
        if (CHOICES.contains(name)) {
            return !later.isText()
                    && !(later.name.equals(name) && later.text.startsWith(text.substring(0, text.lastIndexOf(')'))));
        }
        if (later.isText()) {
            return later.size < (isText() ? size : Math.min(size + 2, LONGEST_NUMBER));
        }
        if (isText()) {
            return true;
        }
        if (name.equals(later.name)) {
            return later.scale < scale || later.whole() < whole() || later.unsigned() != unsigned();
        }
        return INTEGERS.contains(name) ? narrowsInteger(later) : narrowsOther(later);
    }

    private boolean narrowsInteger(MySqlColumnType later) {
        boolean loses = INTEGERS.contains(later.name)
                ? INTEGERS.indexOf(later.name) < INTEGERS.indexOf(name)
                : !later.name.equals("double") && later.whole() < size;
        return loses || (later.unsigned() && !unsigned());
    }

    private boolean narrowsOther(MySqlColumnType later) {
        if (FRACTIONS.contains(name)) {
            return FRACTIONS.indexOf(later.name) < FRACTIONS.indexOf(name) || later.name.equals("decimal");
        }
        boolean times = TIMES.contains(name) && TIMES.contains(later.name);
        return times
                && (TIMES.indexOf(later.name) < TIMES.indexOf(name) || later.name.equals("date") || later.size < size);
    }

    private boolean isText() {
        return TEXTS.contains(name);
    }

    private boolean unsigned() {
        return text.contains(UNSIGNED);
    }

    /** Digits in front of the point. */
    private long whole() {
        return size - scale;
    }
}
