package io.migri.dialect.postgresql.connection;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import java.util.Optional;

/**
 * Statements that came with a known version of PostgreSQL, as far as their first words tell; each version's
 * <a href="https://www.postgresql.org/docs/release/">release notes</a> name what is new in it. What it does not know is for the
 * server to refuse.
 *
 * @param version the server's major version; {@link #UNKNOWN} where it cannot be told
 */
public record PostgresqlFeatures(int version) {
    private static final int UNKNOWN = Integer.MAX_VALUE;

    /**
     * Since 10 it has <a href="https://www.postgresql.org/support/versioning/">two parts</a>, such as {@code 15.18} or {@code 19beta1}. Relatives of
     * PostgreSQL have others, as {@code 13.0.0} or {@code 11.2-YB-2.18}, and may do what that version of PostgreSQL did not.
     */
    static PostgresqlFeatures of(String serverVersion) {
        String word = PostgresqlServer.firstWord(serverVersion);
        int major = behindDigits(word, 0);
        return new PostgresqlFeatures(
                major >= 2 && major < 9 && isMinor(word.substring(major))
                        ? Integer.parseInt(word.substring(0, major))
                        : UNKNOWN);
    }

    private static boolean isMinor(String rest) {
        for (String mark : new String[] {".", "beta", "rc"}) {
            if (rest.startsWith(mark)) {
                return rest.length() > mark.length() && behindDigits(rest, mark.length()) == rest.length();
            }
        }
        return rest.isEmpty();
    }

    private static int behindDigits(String text, int from) {
        int index = from;
        while (index < text.length() && PostgresqlText.isDigit(text.charAt(index))) {
            index++;
        }
        return index;
    }

    /** What {@code statement} has that the server has not, in words; empty where nothing is known to be missing. */
    public Optional<String> missing(PostgresqlStatement statement) {
        return version == UNKNOWN || "acdmrACDMR".indexOf(statement.text().charAt(0)) < 0
                ? Optional.empty()
                : feature(statement)
                        .filter(feature -> feature.since() > version)
                        .map(feature -> feature.name() + " came with PostgreSQL " + feature.since());
    }

    private Optional<Feature> feature(PostgresqlStatement statement) {
        PostgresqlWords words = statement.words();
        return switch (words.next()) {
            case "MERGE" -> merge(statement);
            case "CALL" -> since(11, "CALL");
            case "CREATE" -> create(words.next(), words, statement);
            case "ALTER" -> words.next().equals("TABLE") ? alterTable(statement) : Optional.empty();
            case "DROP" -> drop(words);
            case "REINDEX" -> reindex(words);
            default -> Optional.empty();
        };
    }

    /** https://www.postgresql.org/docs/15/release-15.html, https://www.postgresql.org/docs/17/release-17.html */
    private Optional<Feature> merge(PostgresqlStatement statement) {
        if (version >= 15 && outside(statement, "RETURNING")) {
            return since(17, "MERGE … RETURNING");
        }
        return version >= 15 && outside(statement, "NOT", "MATCHED", "BY", "SOURCE")
                ? since(17, "MERGE … WHEN NOT MATCHED BY SOURCE")
                : since(15, "MERGE");
    }

    private Optional<Feature> create(String kind, PostgresqlWords words, PostgresqlStatement statement) {
        return switch (kind) {
            case "OR" -> words.next().equals("REPLACE") ? replace(words.next(), words) : Optional.empty();
            case "PROCEDURE" -> since(11, "CREATE PROCEDURE");
            case "UNIQUE", "INDEX", "TABLE" -> nullsNotDistinct(statement);
            default -> Optional.empty();
        };
    }

    /** https://www.postgresql.org/docs/14/release-14.html */
    private Optional<Feature> replace(String kind, PostgresqlWords words) {
        return switch (kind) {
            case "TRIGGER" -> since(14, "CREATE OR REPLACE TRIGGER");
            case "CONSTRAINT" ->
                words.next().equals("TRIGGER") ? since(14, "CREATE OR REPLACE TRIGGER") : Optional.empty();
            case "PROCEDURE" -> since(11, "CREATE PROCEDURE");
            default -> Optional.empty();
        };
    }

    private Optional<Feature> nullsNotDistinct(PostgresqlStatement statement) {
        return version < 15 && contains(statement, "NULLS", "NOT", "DISTINCT")
                ? since(15, "NULLS NOT DISTINCT")
                : Optional.empty();
    }

    /** https://www.postgresql.org/docs/current/sql-altertable.html and the same page of earlier versions */
    private Optional<Feature> alterTable(PostgresqlStatement statement) {
        if (version >= 17) {
            return Optional.empty();
        }
        PostgresqlWords words = statement.words();
        boolean detaches =
                words.containsOutside("DETACH") && words.next().equals("PARTITION") && !isEnd(words.nextOutside());
        if (detaches && words.containsOutside("CONCURRENTLY")) {
            return since(14, "DETACH PARTITION … CONCURRENTLY");
        }
        if (outside(statement, "SET", "COMPRESSION")) {
            return since(14, "SET COMPRESSION");
        }
        if (outside(statement, "SET", "ACCESS", "METHOD")) {
            return since(15, "SET ACCESS METHOD");
        }
        return outside(statement, "SET", "EXPRESSION", "AS")
                ? since(17, "SET EXPRESSION AS")
                : nullsNotDistinct(statement);
    }

    /** https://www.postgresql.org/docs/11/release-11.html, https://www.postgresql.org/docs/13/release-13.html */
    private Optional<Feature> drop(PostgresqlWords words) {
        return switch (words.next()) {
            case "PROCEDURE" -> since(11, "DROP PROCEDURE");
            case "ROUTINE" -> since(11, "DROP ROUTINE");
            case "DATABASE" -> version < 13 && forces(words) ? since(13, "DROP DATABASE … (FORCE)") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean forces(PostgresqlWords words) {
        for (String word = words.next(); !isEnd(word); word = words.next()) {
            if (word.equals("(")) {
                return words.next().equals("FORCE");
            }
        }
        return false;
    }

    /** https://www.postgresql.org/docs/12/release-12.html, https://www.postgresql.org/docs/14/sql-reindex.html */
    private Optional<Feature> reindex(PostgresqlWords words) {
        String what = words.next();
        if (what.equals("(")) {
            for (; !what.equals(")") && !isEnd(what); what = words.next()) {
                if (what.equals("CONCURRENTLY")) {
                    return since(14, "REINDEX (CONCURRENTLY)");
                }
            }
            what = words.next();
        }
        return words.next().equals("CONCURRENTLY") ? since(12, "REINDEX " + what + " CONCURRENTLY") : Optional.empty();
    }

    /** Whether {@code wanted} stand one behind the other in the statement, outside of parentheses. */
    private static boolean outside(PostgresqlStatement statement, String... wanted) {
        return !opaque(statement.text()) && follow(statement.words(), true, wanted);
    }

    private static boolean contains(PostgresqlStatement statement, String... wanted) {
        return !opaque(statement.text()) && follow(statement.words(), false, wanted);
    }

    /** Whether strings may end elsewhere than {@link PostgresqlWords} believes. */
    private static boolean opaque(String statement) {
        return statement.indexOf('$') >= 0 || statement.indexOf('\\') >= 0;
    }

    private static boolean follow(PostgresqlWords words, boolean outside, String... wanted) {
        int found = 0;
        String word = "";
        while (found < wanted.length) {
            word = outside ? words.nextOutside() : words.next();
            if (isEnd(word)) {
                return false;
            }
            found = word.equals(wanted[found]) ? found + 1 : word.equals(wanted[0]) ? 1 : 0;
        }
        return true;
    }

    private static boolean isEnd(String word) {
        return word.equals(PostgresqlWords.END);
    }

    private static Optional<Feature> since(int version, String name) {
        return Optional.of(new Feature(version, name));
    }

    /** Something that came with a version. */
    private record Feature(int since, String name) {}
}
