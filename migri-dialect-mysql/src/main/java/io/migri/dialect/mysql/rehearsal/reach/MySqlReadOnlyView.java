package io.migri.dialect.mysql.rehearsal.reach;

import io.migri.dialect.mysql.language.MySqlNames;
import io.migri.dialect.mysql.language.MySqlNames.Qualified;
import io.migri.dialect.mysql.language.MySqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A view of tables of another database must not be a way to change them from a dry run. One that is computed first can <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/view-algorithms.html">only be read</a>.
 */
public final class MySqlReadOnlyView {
    private static final Set<String> BEFORE_ALGORITHM = Set.of("CREATE", "ALTER", "OR", "REPLACE");

    private MySqlReadOnlyView() {}

    /** Whether {@code statement} may define a view; most can be told at once not to. */
    static boolean mayBe(String statement) {
        boolean definition = statement.regionMatches(true, 0, "CREATE", 0, 6)
                || statement.regionMatches(true, 0, "ALTER", 0, 5)
                || statement.startsWith("/*!");
        return definition && statement.toUpperCase(Locale.ROOT).contains("VIEW");
    }

    /** The definition, changed where it names another database. */
    public static String of(String definition, List<MySqlToken> tokens, Predicate<String> other) {
        int view = view(tokens);
        boolean beyond = view > 0
                && MySqlNames.of(tokens).stream()
                        .map(Qualified::first)
                        .map(MySqlToken::text)
                        .anyMatch(other);
        return beyond ? computed(definition, tokens, view) : definition;
    }

    private static String computed(String definition, List<MySqlToken> tokens, int view) {
        for (int i = 0; i + 2 < view; i++) {
            if (tokens.get(i).is("ALGORITHM")) {
                MySqlToken algorithm = tokens.get(i + 2);
                return definition.substring(0, algorithm.start()) + "TEMPTABLE" + definition.substring(algorithm.end());
            }
        }
        int behind = 0;
        while (BEFORE_ALGORITHM.contains(tokens.get(behind + 1).word())) {
            behind++;
        }
        int end = tokens.get(behind).end();
        return definition.substring(0, end) + " ALGORITHM=TEMPTABLE" + definition.substring(end);
    }

    /** The index of the word VIEW; -1 where the statement defines something else. */
    private static int view(List<MySqlToken> tokens) {
        boolean definition = !tokens.isEmpty()
                && (tokens.get(0).is("CREATE") || tokens.get(0).is("ALTER"));
        for (int i = 1; definition && i < Math.min(tokens.size(), 16); i++) {
            if (tokens.get(i).is("VIEW")) {
                return i;
            }
            if (tokens.get(i).is("TABLE") || tokens.get(i).is("(")) {
                return -1;
            }
        }
        return -1;
    }
}
