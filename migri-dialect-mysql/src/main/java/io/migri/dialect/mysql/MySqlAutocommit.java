package io.migri.dialect.mysql;

import io.migri.dialect.mysql.MySqlAssignments.Assignment;
import io.migri.dialect.mysql.MySqlTokens.Token;
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
        List<String> rest = new ArrayList<>();
        List<String> switches = new ArrayList<>();
        boolean scoped = false;
        int start = 1;
        while (start < statement.size()) {
            int comma = statement.outside(",", start);
            int end = comma < 0 ? statement.size() : comma;
            String piece = text.substring(
                    statement.token(start).start(), statement.token(end - 1).end());
            scoped |= SCOPES.contains(statement.word(start));
            (switches(statement, start, end) ? switches : rest).add(piece);
            start = end + 1;
        }
        // a scope holds for what follows it
        return rest.isEmpty() || switches.isEmpty() || scoped
                ? List.of(text)
                : List.of("SET " + String.join(", ", rest), "SET " + String.join(", ", switches));
    }

    private static boolean switches(MySqlParts statement, int start, int end) {
        List<Token> one = new ArrayList<>(List.of(statement.token(0)));
        one.addAll(statement.part(start, end).tokens());
        List<Assignment> assignments = MySqlAssignments.of(one);
        return !assignments.isEmpty()
                && assignments.stream()
                        .allMatch(each -> !each.global() && each.name().equals("autocommit"));
    }
}
