package io.migri.dialect.mysql;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    void apply(MySqlSetStatement.Assignment assignment) {
        if (assignment.name().startsWith("@")) {
            if (refersToMode(assignment.value())) {
                saved.put(assignment.name(), evaluate(assignment.value()));
            }
        } else if (assignment.name().equals("sql_mode") && !assignment.global()) {
            set(evaluate(assignment.value()));
        }
    }

    private void set(String modes) {
        ansiQuotes = false;
        backslashEscapes = true;
        for (String mode : modes.split(",", -1)) {
            ansiQuotes |= WITH_ANSI_QUOTES.contains(mode.strip());
            backslashEscapes &= !mode.strip().equals("NO_BACKSLASH_ESCAPES");
        }
    }

    private String evaluate(String value) {
        String expression = value.toUpperCase(Locale.ROOT);
        String known = saved.get(value.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        if (expression.equals("DEFAULT")) {
            return initial;
        }
        Integer bits = number(expression);
        return bits == null
                ? named(expression)
                : modes((bits & ANSI_QUOTES_BIT) != 0, (bits & NO_BACKSLASH_ESCAPES_BIT) == 0);
    }

    /** The modes that an expression such as {@code concat(@@sql_mode, ',ANSI')} names. */
    private String named(String expression) {
        boolean present = refersToMode(expression);
        boolean removes = present && expression.contains("REPLACE");
        boolean ansi = WITH_ANSI_QUOTES.stream().anyMatch(mode -> hasWord(expression, mode));
        boolean plain = hasWord(expression, "NO_BACKSLASH_ESCAPES");
        return modes(ansi ? !removes : present && ansiQuotes, plain ? removes : !present || backslashEscapes);
    }

    private static String modes(boolean ansiQuotes, boolean backslashEscapes) {
        return (ansiQuotes ? "ANSI_QUOTES" : "") + (backslashEscapes ? "" : ",NO_BACKSLASH_ESCAPES");
    }

    private static boolean refersToMode(String expression) {
        String lower = expression.toLowerCase(Locale.ROOT);
        return lower.contains("@@") && lower.contains("sql_mode");
    }

    private static boolean hasWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !MySqlText.isWordCharacter(text.charAt(at - 1));
            if (begins && (end == text.length() || !MySqlText.isWordCharacter(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Integer number(String expression) {
        try {
            return (int) Long.parseLong(expression);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
