package io.migri.dialect.postgresql.language;

import java.util.Locale;
import java.util.Optional;

/**
 * What a statement sets for the rest of the session.
 *
 * @param name in lower case
 * @param value without quotes; {@code default} where it is reset
 */
public record PostgresqlSetting(String name, String value) {
    public static final String STANDARD_STRINGS = "standard_conforming_strings";
    private static final String DEFAULT = "default";

    /**
     * The setting that a statement changes: {@code SET}, {@code RESET} or a plain {@code SELECT set_config(…)}, which is what
     * pg_dump writes. Empty for any other statement.
     */
    public static Optional<PostgresqlSetting> changedBy(PostgresqlWords words) {
        return switch (words.next()) {
            case "SET" -> set(words);
            case "RESET" -> Optional.of(of(words.next(), DEFAULT));
            case "SELECT" -> selected(words);
            default -> Optional.empty();
        };
    }

    /** Whether backslashes are ordinary characters in strings from now on; meaningful for {@link #STANDARD_STRINGS} alone. */
    public boolean on() {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes", "1", DEFAULT, "t", "tr", "tru", "y", "ye" -> true;
            default -> false;
        };
    }

    public boolean isDefault() {
        return value.equalsIgnoreCase(DEFAULT);
    }

    /** Whether the call of {@code set_config}, whose first argument stands there, is for the transaction alone. */
    public static boolean isLocal(PostgresqlStatement statement, int argument) {
        int depth = 0;
        int close = argument;
        while (close < statement.count() && (depth > 0 || !statement.is(close, ')'))) {
            depth += statement.is(close, '(') ? 1 : statement.is(close, ')') ? -1 : 0;
            close++;
        }
        return statement.is(close - 1, "TRUE") && statement.is(close - 2, ',');
    }

    private static Optional<PostgresqlSetting> set(PostgresqlWords words) {
        String name = words.next();
        if (name.equals("SESSION") || name.equals("LOCAL")) {
            name = words.next();
        }
        if (name.equals("NAMES")) {
            return Optional.of(of("client_encoding", words.next()));
        }
        String assignment = words.next();
        return assignment.equals("=") || assignment.equals("TO")
                ? Optional.of(of(name, words.next()))
                : Optional.empty();
    }

    private static Optional<PostgresqlSetting> selected(PostgresqlWords words) {
        String function = words.next();
        if (function.equals("PG_CATALOG") && words.next().equals(".")) {
            function = words.next();
        }
        if (!function.equals("SET_CONFIG") || !words.next().equals("(")) {
            return Optional.empty();
        }
        String name = words.next();
        return words.next().equals(",") ? Optional.of(of(name, words.next())) : Optional.empty();
    }

    private static PostgresqlSetting of(String name, String value) {
        return new PostgresqlSetting(unquoted(name).toLowerCase(Locale.ROOT), unquoted(value));
    }

    private static String unquoted(String word) {
        int open = word.indexOf('\'') >= 0 ? word.indexOf('\'') : word.indexOf('"');
        return open < 0 || word.length() < open + 2 ? word : word.substring(open + 1, word.length() - 1);
    }
}
