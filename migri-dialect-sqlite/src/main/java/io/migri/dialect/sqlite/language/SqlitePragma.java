package io.migri.dialect.sqlite.language;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement {@code PRAGMA}.
 *
 * @param name without its schema
 * @param value what it sets or is about, without quotes; null where it only asks
 * @see <a href="https://www.sqlite.org/pragma.html">PRAGMA Statements</a>
 */
public record SqlitePragma(String name, @Nullable String value) {
    /** What would keep a migration's row from being written. Other settings can wait until the transaction has ended. */
    public static final List<String> LIMITS = List.of("query_only", "max_page_count");

    private static final String PRAGMA = "PRAGMA";
    private static final Set<String> ON = Set.of("on", "yes", "true");

    /** Empty where {@code statement}, which begins with its first token, is something else. */
    public static Optional<SqlitePragma> of(String statement) {
        return of(SqliteStatement.of(statement));
    }

    /** The same of one that was read. */
    public static Optional<SqlitePragma> of(SqliteStatement statement) {
        return statement.text().regionMatches(true, 0, PRAGMA, 0, PRAGMA.length())
                ? read(statement.tokens())
                : Optional.empty();
    }

    private static Optional<SqlitePragma> read(SqliteTokens tokens) {
        tokens.next();
        if (!tokens.is(PRAGMA)) {
            return Optional.empty();
        }
        String name = tokens.next() ? tokens.name() : "";
        boolean more = tokens.next();
        if (more && tokens.is(".")) {
            name = tokens.next() ? tokens.name() : "";
            more = tokens.next();
        }
        return Optional.of(new SqlitePragma(name, more ? value(tokens) : null));
    }

    private static String value(SqliteTokens tokens) {
        String value = tokens.next() ? tokens.name() : "";
        return value.equals("+") && tokens.next() ? tokens.name() : value;
    }

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    public boolean sets() {
        return value != null;
    }

    /** Whether it switches on what it names: what SQLite does not understand means off. */
    public boolean isOn() {
        String text = value == null ? "" : value;
        boolean number = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
        return number
                ? text.chars().anyMatch(digit -> digit != '0')
                : ON.stream().anyMatch(text::equalsIgnoreCase);
    }
}
