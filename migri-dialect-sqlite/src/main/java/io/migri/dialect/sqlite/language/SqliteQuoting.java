package io.migri.dialect.sqlite.language;

import java.util.HexFormat;

/** Names and values as they stand in a statement. */
public final class SqliteQuoting {

    private SqliteQuoting() {}

    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    public static String bytes(byte[] bytes) {
        return "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + '\'';
    }
}
