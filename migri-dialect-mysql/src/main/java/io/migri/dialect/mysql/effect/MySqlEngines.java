package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.language.MySqlAssignments;
import io.migri.dialect.mysql.language.MySqlDefinition;
import io.migri.dialect.mysql.language.MySqlParts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Knows which tables are in engines without transactions, as the statements of scripts make them, and which statements write to them. What
 * triggers and views do is not seen.
 */
public final class MySqlEngines {
    private static final Set<String> WITHOUT_TRANSACTIONS = Set.of(
            "MYISAM",
            "MEMORY",
            "HEAP",
            "CSV",
            "ARCHIVE",
            "BLACKHOLE",
            "MERGE",
            "MRG_MYISAM",
            "ARIA",
            "FEDERATED",
            "CONNECT",
            "S3",
            "OQGRAPH",
            "SPHINX",
            "MROONGA");
    /** Between the verb and the table. */
    private static final Set<String> MODIFIERS =
            Set.of("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "INTO", "QUICK", "ONLY");

    private final Set<String> tables = new HashSet<>();
    private String ofNewTables = "INNODB";

    /** @param there tables in such engines that are there already, in lower case */
    public MySqlEngines(Set<String> there) {
        tables.addAll(there);
    }

    /**
     * Forgets what the script before has set.
     *
     * @param engine of a table whose definition names none
     */
    void scriptBegins(String engine) {
        ofNewTables = engine;
    }

    boolean any() {
        return !tables.isEmpty();
    }

    /** Takes in what {@code statement} does to tables. */
    void follow(MySqlParts statement) {
        switch (statement.word(0)) {
            case "CREATE" -> create(statement);
            case "ALTER" -> alter(statement);
            case "RENAME" -> rename(statement);
            case "SET" ->
                MySqlAssignments.of(statement).stream()
                        .filter(one -> !one.global() && isEngine(one.name()))
                        .forEach(one -> ofNewTables = one.value().text(0).toUpperCase(Locale.ROOT));
            default -> {}
        }
    }

    /** Whether it changes rows of a table that keeps them. */
    boolean keepsRowsOf(MySqlParts statement) {
        return any()
                && switch (statement.word(0)) {
                    case "INSERT", "REPLACE" -> isKept(statement, target(statement));
                    case "UPDATE" -> mentions(statement, 1, statement.outside("SET", 1));
                    case "DELETE" -> mentions(statement, 1, statement.outside("WHERE", 1));
                    case "LOAD" -> mentions(statement, 1, statement.size());
                    case "WITH" ->
                        (statement.outside("UPDATE", 1) > 0 || statement.outside("DELETE", 1) > 0)
                                && mentions(statement, 1, statement.size());
                    case "BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR" ->
                        mentions(statement, 1, statement.size());
                    case "SET" ->
                        statement.at(1, "STATEMENT")
                                && statement.outside("FOR", 2) > 0
                                && keepsRowsOf(statement.from(statement.outside("FOR", 2) + 1));
                    default -> false;
                };
    }

    private static int target(MySqlParts statement) {
        int at = 1;
        while (MODIFIERS.contains(statement.word(at))) {
            at++;
        }
        return at;
    }

    private boolean isKept(MySqlParts statement, int name) {
        return tables.contains(MySqlSurroundings.key(statement.lastOfName(name)));
    }

    private boolean mentions(MySqlParts statement, int from, int end) {
        for (int i = from; i < (end < 0 ? statement.size() : end); i++) {
            if (statement.isName(i) && tables.contains(MySqlSurroundings.key(statement.text(i)))) {
                return true;
            }
        }
        return false;
    }

    private void create(MySqlParts statement) {
        MySqlDefinition definition = MySqlDefinition.of(statement);
        if (!definition.kind().equals("TABLE")) {
            return;
        }
        if (statement.at(1, "TEMPORARY") || statement.at(3, "TEMPORARY")) {
            return; // it lasts no longer than its session
        }
        int behind = statement.endOfName(definition.at());
        int engine = engine(statement, behind);
        int like = statement.at(behind, "(", "LIKE") ? behind + 2 : statement.at(behind, "LIKE") ? behind + 1 : -1;
        boolean kept = like > 0
                ? isKept(statement, like)
                : WITHOUT_TRANSACTIONS.contains(engine < 0 ? ofNewTables : named(statement, engine));
        note(definition.name(), kept);
    }

    private void alter(MySqlParts statement) {
        MySqlDefinition definition = MySqlDefinition.of(statement);
        if (!definition.kind().equals("TABLE")) {
            return;
        }
        int behind = statement.endOfName(definition.at());
        int engine = engine(statement, behind);
        if (engine > 0) {
            note(definition.name(), WITHOUT_TRANSACTIONS.contains(named(statement, engine)));
        }
        int rename = statement.outside("RENAME", behind);
        if (rename > 0 && isKept(statement, definition.at())) {
            int to = rename + 1;
            while (List.of("TO", "AS").contains(statement.word(to))) {
                to++;
            }
            note(statement.lastOfName(to), true);
        }
    }

    /** {@code RENAME TABLE a TO b, c TO d}: each name that follows TO has what the one before it had. */
    private void rename(MySqlParts statement) {
        for (int to = statement.outside("TO", 1); to > 0; to = statement.outside("TO", to + 1)) {
            if (tables.contains(MySqlSurroundings.key(statement.text(to - 1)))) {
                note(statement.lastOfName(to + 1), true);
            }
        }
    }

    private void note(String table, boolean kept) {
        if (kept) {
            tables.add(MySqlSurroundings.key(table));
        } else {
            tables.remove(MySqlSurroundings.key(table));
        }
    }

    private static int engine(MySqlParts statement, int from) {
        int engine = statement.outside("ENGINE", from);
        return engine < 0 ? statement.outside("TYPE", from) : engine;
    }

    private static String named(MySqlParts statement, int engine) {
        int name = engine + (statement.at(engine + 1, "=") ? 2 : 1);
        return statement.text(name).toUpperCase(Locale.ROOT);
    }

    private static boolean isEngine(String variable) {
        return variable.equals("default_storage_engine") || variable.equals("storage_engine");
    }
}
