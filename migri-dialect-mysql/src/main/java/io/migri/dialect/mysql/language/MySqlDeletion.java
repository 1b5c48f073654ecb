package io.migri.dialect.mysql.language;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which tables a {@code DELETE} takes rows from, where it joins several; see <a href="https://dev.mysql.com/doc/refman/9.7/en/delete.html">its forms</a>. */
public final class MySqlDeletion {
    private static final Set<String> MODIFIERS = Set.of("LOW_PRIORITY", "QUICK", "IGNORE");

    /** Words that are no other name of the table that they stand behind. */
    private static final Set<String> BEHIND_TABLE = Set.of(
            "JOIN",
            "INNER",
            "CROSS",
            "LEFT",
            "RIGHT",
            "NATURAL",
            "STRAIGHT_JOIN",
            "ON",
            "USING",
            "WHERE",
            "PARTITION",
            "USE",
            "FORCE",
            "IGNORE",
            "ORDER",
            "LIMIT",
            "FOR");

    private MySqlDeletion() {}

    /** The last parts of the names between the verb at {@code verb} and the list of tables, in lower case. */
    public static Set<String> targets(List<MySqlToken> tokens, int verb) {
        MySqlParts parts = new MySqlParts(tokens);
        int at = verb + 1;
        while (MODIFIERS.contains(parts.word(at))) {
            at++;
        }
        boolean using = parts.at(at, "FROM");
        Set<String> targets = new HashSet<>();
        for (int i = using ? at + 1 : at; i < parts.size() && !ends(parts, i, using); i++) {
            // MySQL takes a.* for a here
            if (parts.isName(i) && (!parts.at(i + 1, ".") || parts.at(i + 1, ".", "*"))) {
                targets.add(parts.text(i).toLowerCase(Locale.ROOT));
            }
        }
        return targets;
    }

    /** Where the list of tables begins in a statement whose first word is the verb. */
    public static int tables(List<MySqlToken> tokens) {
        MySqlParts parts = new MySqlParts(tokens);
        int at = 1;
        while (MODIFIERS.contains(parts.word(at))) {
            at++;
        }
        int using = parts.at(at, "FROM") ? parts.outside("USING", at) : -1;
        return (using > 0 ? using : Math.max(at, parts.outside("FROM", at))) + 1;
    }

    private static boolean ends(MySqlParts parts, int at, boolean using) {
        return parts.at(at, using ? "USING" : "FROM") || parts.at(at, "WHERE") || parts.at(at, ";");
    }

    /** Whether the table whose name ends at {@code last} is one of them, by its own name or the one that it is given there. */
    public static boolean isTarget(Set<String> targets, List<MySqlToken> tokens, int last) {
        MySqlParts parts = new MySqlParts(tokens);
        int alias = parts.at(last + 1, "AS") ? last + 2 : last + 1;
        boolean renamed = parts.isName(alias) && !BEHIND_TABLE.contains(parts.word(alias));
        return targets.contains(parts.text(renamed ? alias : last).toLowerCase(Locale.ROOT));
    }
}
