package io.migri.dialect.sqlite;

import java.util.HexFormat;

/** Names and values as they stand in a statement. */
final class SqliteQuoting {

    private SqliteQuoting() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    static String bytes(byte[] bytes) {
        return "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + '\'';
    }
}
