package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.language.MySqlAssignments;
import io.migri.dialect.mysql.language.MySqlAssignments.Assignment;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parts {@code SET @old = @@autocommit, autocommit = 0}, as dumps of MariaDB have it. What switches auto-commit is not sent, but the rest has
 * to be.
 */
final class MySqlAutocommit {
    private static final Set<String> SCOPES = Set.of("GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY");

    private MySqlAutocommit() {}

    /** What sets the rest, and then what switches auto-commit; the text itself where it does only one of these. */
    static List<String> parted(String text, MySqlParts statement) {
        if (statement.at(1, "STATEMENT")) {
            return List.of(text);
        }
        List<String> rest = new ArrayList<>();
        List<String> switches = new ArrayList<>();
        List<MySqlToken> scope = List.of();
        int start = 1;
        while (start < statement.size()) {
            int comma = statement.outside(",", start);
            int end = comma < 0 ? statement.size() : comma;
            boolean scoped = SCOPES.contains(statement.word(start)) && statement.isName(start + 1);
            scope = scoped ? List.of(statement.token(start)) : scope;
            // a scope holds for the assignments behind it, too
            List<MySqlToken> before = scoped || !takesScope(statement, start) ? List.of() : scope;
            String piece = text.substring(
                    statement.token(start).start(), statement.token(end - 1).end());
            (switches(statement, before, start, end) ? switches : rest)
                    .add(before.isEmpty() ? piece : before.get(0).text() + " " + piece);
            start = end + 1;
        }
        return rest.isEmpty() || switches.isEmpty()
                ? List.of(text)
                : List.of("SET " + String.join(", ", rest), "SET " + String.join(", ", switches));
    }

    /** Variables of the user have none, and of the server only where they say so; nor have character sets. */
    private static boolean takesScope(MySqlParts statement, int start) {
        int behind = statement.endOfName(start);
        return statement.isName(start) && (statement.at(behind, "=") || statement.at(behind, ":", "="));
    }

    private static boolean switches(MySqlParts statement, List<MySqlToken> scope, int start, int end) {
        List<MySqlToken> one = new ArrayList<>(List.of(statement.token(0)));
        one.addAll(scope);
        one.addAll(statement.part(start, end).tokens());
        List<Assignment> assignments = MySqlAssignments.of(one);
        return !assignments.isEmpty()
                && assignments.stream()
                        .allMatch(each -> !each.global() && each.name().equals("autocommit"));
    }
}
