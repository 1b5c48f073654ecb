package io.migri.dialect.mysql.rehearsal.reach;

import io.migri.dialect.mysql.language.MySqlAssignments;
import io.migri.dialect.mysql.language.MySqlDefinition;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of statements, also of those within bodies, whether they change the server rather than a database. */
final class MySqlServerReach {
    private static final Set<String> SERVER = Set.of(
            "GRANT",
            "REVOKE",
            "FLUSH",
            "RESET",
            "PURGE",
            "CHANGE",
            "STOP",
            "INSTALL",
            "UNINSTALL",
            "CLONE",
            "BACKUP",
            "SHUTDOWN",
            "RESTART",
            "KILL",
            "BINLOG",
            "IMPORT",
            "CACHE");
    /** Those of them that name nothing unless they are quoted. */
    private static final Set<String> RESERVED = Set.of("GRANT", "REVOKE", "PURGE", "CHANGE", "KILL");

    private static final Set<String> SERVER_OBJECTS =
            Set.of("USER", "ROLE", "SERVER", "TABLESPACE", "LOGFILE", "UNDO", "INSTANCE", "RESOURCE", "REFERENCE");
    private static final Set<String> DEFINITIONS = Set.of("CREATE", "ALTER", "DROP", "RENAME");
    private static final Set<String> BEFORE_OBJECT = Set.of("OR", "REPLACE", "SPATIAL");
    private static final Set<String> OTHERS = Set.of("SET", "START", "LOCK", "USE", "PREPARE", "EXECUTE");
    /** No statement of a body begins behind them. */
    private static final Set<String> WITHIN = Set.of(".", "@", ",", "(", "=", "+", "-", "*", "<", "|", "&");
    /** Statements of a body begin behind them. */
    private static final Set<String> BEFORE_STATEMENT = Set.of(
            ";",
            "BEGIN",
            "THEN",
            "ELSE",
            "DO",
            "LOOP",
            "REPEAT",
            "ATOMIC",
            ":",
            "ROW",
            ")",
            ">",
            "DETERMINISTIC",
            "SQL",
            "DATA",
            "INVOKER",
            "DEFINER",
            "FOUND",
            "SQLEXCEPTION",
            "SQLWARNING");

    private static final Set<String> EXPLAINING = Set.of("ANALYZE", "EXPLAIN", "DESCRIBE", "DESC");
    private static final Set<String> EXPLAINED = Set.of("SELECT", "INSERT", "REPLACE", "UPDATE", "DELETE", "WITH");
    /** {@code EXPLAIN ANALYZE FORMAT = TREE INTO @a FOR SCHEMA b} is the longest that may stand in front. */
    private static final int FRONT = 12;

    private MySqlServerReach() {}

    /** The statement, and those that may begin within it, if it has a body. */
    static List<MySqlParts> statements(MySqlParts statement) {
        List<MySqlParts> all = new ArrayList<>(List.of(statement));
        if (statement.at(0, "SET", "STATEMENT") && statement.outside("FOR", 2) > 0) {
            all.add(statement.from(statement.outside("FOR", 2) + 1));
        }
        if (hasBody(statement)) {
            for (int i = 1; i < statement.size(); i++) {
                if (begins(statement, i)) {
                    all.add(statement.from(i));
                }
            }
        }
        return all;
    }

    /** Where the statement begins that {@code SET STATEMENT … FOR} or {@code ANALYZE} stands in front of; -1 where there is none. */
    static int inner(MySqlParts statement) {
        if (statement.at(0, "SET", "STATEMENT")) {
            int end = statement.outside("FOR", 2);
            return end > 0 && end + 1 < statement.size() ? end + 1 : -1;
        }
        boolean explains = EXPLAINING.contains(statement.word(0));
        for (int i = 1; explains && i < Math.min(statement.size(), FRONT); i++) {
            if (EXPLAINED.contains(statement.word(i))) {
                return i;
            }
        }
        return -1;
    }

    static boolean hasBody(MySqlParts statement) {
        return switch (statement.word(0)) {
            case "CREATE", "ALTER" -> MySqlDefinition.of(statement).program();
            case "BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR", "DECLARE", "<" -> true;
            default -> statement.at(1, ":");
        };
    }

    private static boolean begins(MySqlParts statement, int at) {
        String word = statement.word(at);
        if (statement.token(at).kind() != Kind.WORD || WITHIN.contains(statement.word(at - 1))) {
            return false;
        }
        if (SERVER.contains(word) && !RESERVED.contains(word)) {
            String before = statement.word(at - 1);
            boolean handler =
                    statement.at(at - 2, "FOR") || statement.at(at - 2, "FOLLOWS") || statement.at(at - 2, "PRECEDES");
            boolean number = !before.isEmpty() && before.charAt(0) >= '0' && before.charAt(0) <= '9';
            return BEFORE_STATEMENT.contains(before) || statement.isText(at - 1) || handler || number;
        }
        return SERVER.contains(word) || DEFINITIONS.contains(word) || OTHERS.contains(word);
    }

    /** Why {@code statement} changes the server; empty where it does not. */
    static Optional<String> refusal(MySqlParts statement) {
        String first = statement.word(0);
        String second = statement.word(1);
        boolean replica = first.equals("START") && !second.equals("TRANSACTION") && !second.isEmpty();
        if (SERVER.contains(first) || replica || statement.at(0, "LOCK", "INSTANCE")) {
            return Optional.of(spoken(first, second) + " changes the server, not only this database");
        }
        if (first.equals("SET")) {
            return set(statement);
        }
        if (first.equals("CREATE") && statement.has("SONAME")) {
            return Optional.of("CREATE FUNCTION … SONAME changes the server, not only this database");
        }
        return DEFINITIONS.contains(first) ? object(statement) : Optional.empty();
    }

    private static Optional<String> object(MySqlParts statement) {
        int at = 1;
        while (BEFORE_OBJECT.contains(statement.word(at))) {
            at++;
        }
        // in a body ALTER TABLE … DROP user, … may be meant
        boolean named = statement.size() > at + 1 && !statement.at(at + 1, ",") && !statement.at(at + 1, ";");
        return named && SERVER_OBJECTS.contains(statement.word(at))
                ? Optional.of(
                        statement.word(0) + " " + statement.word(at) + " changes the server, not only this database")
                : Optional.empty();
    }

    private static Optional<String> set(MySqlParts statement) {
        String second = statement.word(1);
        boolean stays = second.equals("PASSWORD") || second.equals("DEFAULT") || second.equals("GLOBAL");
        int end = statement.outside(";", 1);
        boolean global = MySqlAssignments.of(statement.part(0, end < 0 ? statement.size() : end)).stream()
                .anyMatch(MySqlAssignments.Assignment::global);
        return stays || global || second.startsWith("PERSIST")
                ? Optional.of("SET " + (stays ? second : "GLOBAL") + " changes the server, not only this database")
                : Optional.empty();
    }

    private static String spoken(String first, String second) {
        boolean told = Set.of("CHANGE", "STOP", "START", "LOCK", "PURGE", "INSTALL", "UNINSTALL")
                .contains(first);
        return told ? first + " " + second : first;
    }
}
