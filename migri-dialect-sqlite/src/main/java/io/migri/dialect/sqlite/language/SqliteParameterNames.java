package io.migri.dialect.sqlite.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of a statement's parameters in the order in which SQLite numbers them.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html#varparam">Parameters</a>
 */
public final class SqliteParameterNames {
    private final List<@Nullable String> names = new ArrayList<>();

    private SqliteParameterNames() {}

    /** One for each parameter, with its first character; null for those that have none. */
    public static List<@Nullable String> of(String sql) {
        SqliteParameterNames found = new SqliteParameterNames();
        found.read(sql);
        return found.names;
    }

    private void read(String sql) {
        SqliteTokens tokens = new SqliteTokens(sql);
        while (tokens.next()) {
            char first = sql.charAt(tokens.start());
            if (first == '$') {
                add(sql.substring(tokens.start(), tokens.end()));
            } else if (first == '?' || first == ':' || first == '@' || first == '#') {
                int end = endOfName(sql, tokens.end());
                add(first, sql.substring(tokens.start(), end));
                if (end > tokens.end()) {
                    tokens.next();
                }
            }
        }
    }

    private void add(char first, String name) {
        if (first == '?') {
            addNumbered(name);
        } else if (name.length() > 1) {
            add(name);
        }
    }

    private void addNumbered(String name) {
        if (name.length() == 1) {
            names.add(null);
            return;
        }
        int number = Integer.parseInt(name.substring(1));
        while (names.size() < number) {
            names.add(null);
        }
        names.set(number - 1, name);
    }

    private void add(String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    private static int endOfName(String sql, int from) {
        int end = from;
        while (end < sql.length() && SqliteTokens.isWordPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }
}
