package io.migri.dialect.mysql.report;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.report.MySqlOperation.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The forms of a statement that name an algorithm, the best first; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/innodb-online-ddl-operations.html">MySQL's</a> and <a
 * href="https://mariadb.com/kb/en/innodb-online-ddl-overview/">MariaDB's</a> overview. What no form is made of is {@code COPY}.
 */
final class MySqlForms {
    /** Behind the name of the table without a comma. */
    private static final Set<String> BEFORE_PARTITIONS = Set.of("PARTITION", "REMOVE");

    /** The server takes any algorithm for them, or none, and it says nothing. */
    private static final Set<String> WITHOUT_ALGORITHM =
            Set.of("ANALYZE", "CHECK", "OPTIMIZE", "REPAIR", "TRUNCATE", "EXCHANGE", "DISCARD", "IMPORT");

    private static final String NO_LOCK = "LOCK=NONE";

    private MySqlForms() {}

    /** In the order to try them in; none where that tells nothing. */
    static List<Form> of(String statement, MySqlOperation operation, MySqlServer server) {
        if (!operation.alters() || !saysNothing(operation)) {
            return List.of();
        }
        List<Form> forms = new ArrayList<>();
        forms.add(form(statement, operation, "INSTANT", ""));
        for (String algorithm : server.mariaDb() ? List.of("NOCOPY", "INPLACE") : List.of("INPLACE")) {
            forms.add(form(statement, operation, algorithm, NO_LOCK));
            forms.add(form(statement, operation, algorithm, ""));
        }
        if (server.mariaDb()) {
            forms.add(form(statement, operation, "COPY", NO_LOCK));
        }
        return forms;
    }

    /** Whether the choice is left to the server. */
    private static boolean saysNothing(MySqlOperation operation) {
        boolean plain = operation.named("ALGORITHM").isEmpty()
                && operation.named("LOCK").isEmpty();
        if (operation.verb() != Verb.ALTER) {
            return plain;
        }
        boolean other = operation.words().isEmpty()
                || WITHOUT_ALGORITHM.contains(operation.words().get(0))
                || operation.has("ENABLE", "KEYS")
                || operation.has("DISABLE", "KEYS");
        return plain && !other;
    }

    private static Form form(String statement, MySqlOperation operation, String algorithm, String lock) {
        boolean alter = operation.verb() == Verb.ALTER;
        boolean comma = alter && !BEFORE_PARTITIONS.contains(operation.words().get(0));
        int place = operation.place();
        String text = statement.substring(0, place)
                + " ALGORITHM=" + algorithm
                + (lock.isEmpty() ? "" : (alter ? ", " : " ") + lock)
                + (comma ? "," : " ")
                + statement.substring(place);
        return new Form(algorithm, !lock.isEmpty() || algorithm.equals("INSTANT"), text);
    }

    /**
     * A form.
     *
     * @param concurrent whether others may write to the table meanwhile
     */
    record Form(String algorithm, boolean concurrent, String text) {}
}
