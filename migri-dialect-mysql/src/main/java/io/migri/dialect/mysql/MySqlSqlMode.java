package io.migri.dialect.mysql;

import io.migri.dialect.mysql.MySqlAssignments.Assignment;
import io.migri.dialect.mysql.MySqlTokens.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sql_mode} says about quotes, and what it comes to say as a script sets it; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/sql-mode.html">server SQL modes</a>.
 *
 * <p>A mode that the script computes is guessed at: from the modes that its expression names, and from the present one where the
 * expression refers to it.
 */
final class MySqlSqlMode {
    private static final List<String> WITH_ANSI_QUOTES =
            List.of("ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL");
    private static final String NO_BACKSLASH_ESCAPES = "NO_BACKSLASH_ESCAPES";
    private static final int ANSI_QUOTES_BIT = 4;
    private static final int NO_BACKSLASH_ESCAPES_BIT = 1 << 20;

    private final String initial;
    private final Map<String, String> saved = new HashMap<>();
    private boolean ansiQuotes;
    private boolean backslashEscapes;

    MySqlSqlMode(String initial) {
        this.initial = initial;
        set(initial);
    }

    /** Whether {@code "} quotes a name, not a text. */
    boolean ansiQuotes() {
        return ansiQuotes;
    }

    /** Whether a backslash escapes the character after it. */
    boolean backslashEscapes() {
        return backslashEscapes;
    }

    void apply(Assignment assignment) {
        if (assignment.user()) {
            if (refersToMode(assignment.value())) {
                saved.put(assignment.name(), evaluate(assignment.value()));
            }
        } else if (assignment.name().equals("sql_mode") && !assignment.global()) {
            set(evaluate(assignment.value()));
        }
    }

    private void set(String modes) {
        Set<String> set = modes(modes);
        ansiQuotes = set.stream().anyMatch(WITH_ANSI_QUOTES::contains);
        backslashEscapes = !set.contains(NO_BACKSLASH_ESCAPES);
    }

    private String evaluate(MySqlParts value) {
        String known = saved.get("@" + value.variable(0));
        if (known != null) {
            return known;
        }
        if (value.size() == 1 && value.word(0).equals("DEFAULT")) {
            return initial;
        }
        Long bits = value.size() == 1 ? number(value.text(0)) : null;
        return bits == null
                ? named(value)
                : modes((bits & ANSI_QUOTES_BIT) != 0, (bits & NO_BACKSLASH_ESCAPES_BIT) == 0);
    }

    /** The modes that an expression such as {@code concat(@@sql_mode, ',ANSI')} names. */
    private String named(MySqlParts value) {
        Set<String> named = new HashSet<>();
        for (Token token : value.tokens()) {
            named.addAll(modes(token.text()));
        }
        boolean present = refersToMode(value);
        boolean removes = present && named.contains("REPLACE");
        boolean ansi = named.stream().anyMatch(WITH_ANSI_QUOTES::contains);
        boolean plain = named.contains(NO_BACKSLASH_ESCAPES);
        return modes(ansi ? !removes : present && ansiQuotes, plain ? removes : !present || backslashEscapes);
    }

    private static String modes(boolean ansiQuotes, boolean backslashEscapes) {
        return (ansiQuotes ? "ANSI_QUOTES" : "") + (backslashEscapes ? "" : "," + NO_BACKSLASH_ESCAPES);
    }

    /** The words of a list, in upper case. */
    private static Set<String> modes(String list) {
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

    private static boolean refersToMode(MySqlParts value) {
        for (int i = 0; i < value.size(); i++) {
            if (value.systemVariable(i).equals("sql_mode")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Long number(String expression) {
        try {
            return Long.parseLong(expression);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
