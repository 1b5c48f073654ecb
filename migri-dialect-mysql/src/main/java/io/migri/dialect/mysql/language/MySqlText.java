package io.migri.dialect.mysql.language;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Names and values as they stand in a statement, meaning the same under every {@code sql_mode}. */
public final class MySqlText {
    /** As many as there are: behind {@code LIMIT}, whatever {@code sql_select_limit} says. */
    public static final String ALL_ROWS = "18446744073709551615";

    /** An expression that fails, for a scalar subquery has one row. */
    public static final String FAILURE = "(select 1 union all select 2)";

    private static final String HEX = "0123456789abcdef";

    private MySqlText() {}

    /** A name in backquotes, which no {@code sql_mode} takes for anything else. */
    public static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** The same for a table in a database; in the one that the session stands in, where it is null. */
    public static String identifier(@Nullable String database, String name) {
        return database == null ? identifier(name) : identifier(database) + "." + identifier(name);
    }

    /** A text. Where a quote, a backslash, a character set or {@code EMPTY_STRING_IS_NULL} could change it, it is in hexadecimal. */
    public static String literal(String text) {
        return isPlain(text) && !text.isEmpty()
                ? "'" + text + "'"
                : "_utf8mb4 X'" + hexadecimal(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    public static boolean isWordCharacter(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '$'
                || character >= 0x80;
    }

    public static boolean isSpace(int character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    public static String hexadecimal(byte[] bytes) {
        StringBuilder digits = new StringBuilder(bytes.length * 2);
        for (byte next : bytes) {
            digits.append(HEX.charAt(next >> 4 & 0xf)).append(HEX.charAt(next & 0xf));
        }
        return digits.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next < ' ' || next > '~' || next == '\'' || next == '\\') {
                return false;
            }
        }
        return true;
    }
}
