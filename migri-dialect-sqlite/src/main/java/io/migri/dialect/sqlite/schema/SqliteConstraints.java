package io.migri.dialect.sqlite.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes the constraints of a column or table apart, which may follow each other without a comma. */
final class SqliteConstraints {
    private static final Set<String> BEGIN = Set.of(
            "CONSTRAINT",
            "PRIMARY",
            "UNIQUE",
            "CHECK",
            "FOREIGN",
            "REFERENCES",
            "NOT",
            "NULL",
            "DEFAULT",
            "COLLATE",
            "GENERATED",
            "AS");

    private SqliteConstraints() {}

    /** Where each begins. What is in front of the first is none. */
    static List<Integer> starts(SqliteText text, int from, int to) {
        List<Integer> starts = new ArrayList<>();
        boolean foreign = false;
        for (int i = from; i < to; i = text.is(i, "(") ? text.behindParentheses(i) : i + 1) {
            if (begins(text, i) && !(foreign && text.is(i, "REFERENCES")) && !isNamed(text, starts, i)) {
                starts.add(i);
            }
            foreign = text.is(i, "FOREIGN") || (foreign && !begins(text, i));
        }
        return starts;
    }

    private static boolean begins(SqliteText text, int at) {
        return BEGIN.stream().anyMatch(word -> text.is(at, word)) && !continues(text, at);
    }

    /** Whether what begins there belongs to a constraint that has been given a name. */
    private static boolean isNamed(SqliteText text, List<Integer> starts, int at) {
        return !starts.isEmpty() && starts.get(starts.size() - 1) == at - 2 && text.is(at - 2, "CONSTRAINT");
    }

    private static boolean continues(SqliteText text, int at) {
        return text.is(at - 1, "SET")
                || (text.is(at, "NOT") && text.is(at + 1, "DEFERRABLE"))
                || (text.is(at, "NULL") && (text.is(at - 1, "NOT") || text.is(at - 1, "DEFAULT")))
                || (text.is(at, "AS") && text.is(at - 1, "ALWAYS"));
    }
}
