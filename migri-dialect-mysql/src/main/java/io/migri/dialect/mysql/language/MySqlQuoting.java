package io.migri.dialect.mysql.language;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code sql_mode} says about quotes.
 *
 * @param ansiQuotes whether {@code "} quotes a name, not a text
 * @param backslashEscapes whether a backslash escapes the character after it
 */
public record MySqlQuoting(boolean ansiQuotes, boolean backslashEscapes) {
    static final String NO_BACKSLASH_ESCAPES = "NO_BACKSLASH_ESCAPES";

    private static final List<String> WITH_ANSI_QUOTES =
            List.of("ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL");

    /**
     * What these modes say of quotes.
     *
     * @param modes a list such as {@code ANSI,TRADITIONAL}
     */
    public static MySqlQuoting of(String modes) {
        Set<String> set = modes(modes);
        return new MySqlQuoting(hasAnsiQuotes(set), !set.contains(NO_BACKSLASH_ESCAPES));
    }

    static boolean hasAnsiQuotes(Set<String> modes) {
        return modes.stream().anyMatch(WITH_ANSI_QUOTES::contains);
    }

    /** The words of a list, in upper case. */
    static Set<String> modes(String list) {
        Set<String> modes = new HashSet<>();
        int start = 0;
        for (int i = 0; i <= list.length(); i++) {
            if (i == list.length() || !MySqlText.isWordCharacter(list.charAt(i))) {
                modes.add(list.substring(start, i).toUpperCase(Locale.ROOT));
                start = i + 1;
            }
        }
        return modes;
    }
}
