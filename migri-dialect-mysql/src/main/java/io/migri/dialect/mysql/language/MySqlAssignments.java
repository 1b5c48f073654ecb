package io.migri.dialect.mysql.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code SET a = 1, @b = 2, NAMES utf8mb4} assigns; see <a href="https://dev.mysql.com/doc/refman/9.7/en/set-variable.html">SET
 * syntax for variable assignment</a>.
 */
public final class MySqlAssignments {
    /** What {@code SET NAMES} and {@code SET CHARACTER SET} change. */
    private static final List<String> CHARACTER_SETS = List.of(
            "character_set_client", "character_set_results", "character_set_connection", "collation_connection");

    private static final Set<String> SERVER_SCOPES = Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY");
    private static final Set<String> SCOPES = Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY", "SESSION", "LOCAL");

    private final MySqlParts parts;
    private final List<Assignment> found = new ArrayList<>();
    private boolean global;

    private MySqlAssignments(MySqlParts parts) {
        this.parts = parts;
    }

    /**
     * One assignment.
     *
     * @param global whether it leaves this session as it is
     * @param name lower case; that of a user variable begins with {@code @}
     * @param value the tokens of the expression
     */
    public record Assignment(boolean global, String name, MySqlParts value) {
        public boolean user() {
            return name.startsWith("@");
        }
    }

    /** Those of a statement that begins with {@code SET}; none where it sets something else, such as a password. */
    public static List<Assignment> of(List<MySqlToken> tokens) {
        return of(new MySqlParts(tokens));
    }

    public static List<Assignment> of(MySqlParts statement) {
        MySqlAssignments all = new MySqlAssignments(statement);
        int start = 1;
        while (start < statement.size()) {
            int comma = statement.outside(",", start);
            int end = comma < 0 ? statement.size() : comma;
            all.take(start, end);
            start = end + 1;
        }
        return all.found;
    }

    private void take(int start, int end) {
        String user = parts.variable(start);
        if (!user.isEmpty()) {
            add(false, "@" + user, parts.endOfVariable(start), end);
        } else if (parts.at(start, "@", "@")) {
            boolean scoped = SCOPES.contains(parts.word(start + 2)) && parts.at(start + 3, ".");
            add(
                    scoped && SERVER_SCOPES.contains(parts.word(start + 2)),
                    parts.systemVariable(start),
                    parts.endOfName(start + 2),
                    end);
        } else if (parts.at(start, "NAMES") && !isEquals(start + 1)) {
            characterSets(start + 1, end);
        } else if (parts.at(start, "CHARSET")
                || parts.at(start, "CHARACTER", "SET")
                || parts.at(start, "CHAR", "SET")) {
            characterSets(start + (parts.at(start, "CHARSET") ? 1 : 2), end);
        } else {
            named(start, end);
        }
    }

    private void named(int start, int end) {
        int name = start;
        if (SCOPES.contains(parts.word(start)) && !isEquals(start + 1) && !parts.at(start + 1, ".")) {
            // a scope holds for the assignments after it, too
            global = SERVER_SCOPES.contains(parts.word(start));
            name++;
        }
        add(global, parts.lastOfName(name).toLowerCase(Locale.ROOT), parts.endOfName(name), end);
    }

    private void characterSets(int start, int end) {
        MySqlParts value = parts.part(start, end);
        CHARACTER_SETS.forEach(name -> found.add(new Assignment(false, name, value)));
    }

    private void add(boolean ofServer, String name, int equals, int end) {
        if (isEquals(equals) && equals < end) {
            found.add(new Assignment(ofServer, name, parts.part(equals + (parts.at(equals, ":") ? 2 : 1), end)));
        }
    }

    private boolean isEquals(int at) {
        return parts.at(at, "=") || parts.at(at, ":", "=");
    }
}
