package io.migri.dialect.mysql.language;

import io.migri.dialect.mysql.language.MySqlAssignments.Assignment;
import java.util.HashMap;
import java.util.HashSet;
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
public final class MySqlSqlMode {
    private static final int ANSI_QUOTES_BIT = 4;
    private static final int NO_BACKSLASH_ESCAPES_BIT = 1 << 20;

    private final String initial;
    private final Map<String, String> saved = new HashMap<>();
    private MySqlQuoting quoting;

    public MySqlSqlMode(String initial) {
        this.initial = initial;
        this.quoting = MySqlQuoting.of(initial);
    }

    /** As the statements so far have set it. */
    public MySqlQuoting quoting() {
        return quoting;
    }

    public void apply(Assignment assignment) {
        if (assignment.user()) {
            if (refersToMode(assignment.value())) {
                saved.put(assignment.name(), evaluate(assignment.value()));
            }
        } else if (assignment.name().equals("sql_mode") && !assignment.global()) {
            quoting = MySqlQuoting.of(evaluate(assignment.value()));
        }
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
        for (MySqlToken token : value.tokens()) {
            named.addAll(MySqlQuoting.modes(token.text()));
        }
        boolean present = refersToMode(value);
        boolean removes = present && named.contains("REPLACE");
        boolean ansi = MySqlQuoting.hasAnsiQuotes(named);
        boolean plain = named.contains(MySqlQuoting.NO_BACKSLASH_ESCAPES);
        return modes(
                ansi ? !removes : present && quoting.ansiQuotes(),
                plain ? removes : !present || quoting.backslashEscapes());
    }

    private static String modes(boolean ansiQuotes, boolean backslashEscapes) {
        return (ansiQuotes ? "ANSI_QUOTES" : "") + (backslashEscapes ? "" : "," + MySqlQuoting.NO_BACKSLASH_ESCAPES);
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
