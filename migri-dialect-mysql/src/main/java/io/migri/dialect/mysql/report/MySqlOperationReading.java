package io.migri.dialect.mysql.report;

import io.migri.dialect.mysql.language.MySqlDeletion;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.report.MySqlOperation.Name;
import io.migri.dialect.mysql.report.MySqlOperation.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the operations in a text: one pass through each statement. */
final class MySqlOperationReading {
    private static final Set<String> LISTED_BEHIND = Set.of(",", "JOIN", "STRAIGHT_JOIN");
    private static final Set<String> MODIFIERS = Set.of(
            "ONLINE",
            "IGNORE",
            "LOCAL",
            "NO_WRITE_TO_BINLOG",
            "LOW_PRIORITY",
            "QUICK",
            "FROM",
            "TEMPORARY",
            "OR",
            "REPLACE",
            "UNIQUE",
            "FULLTEXT",
            "SPATIAL");

    private final List<MySqlToken> tokens;
    private int at;

    private MySqlOperationReading(List<MySqlToken> tokens) {
        this.tokens = tokens;
    }

    /** The operations in a text of one or more statements. */
    static List<MySqlOperation> all(List<MySqlToken> tokens) {
        List<MySqlOperation> operations = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).is(";")) {
                MySqlOperation operation = new MySqlOperationReading(tokens.subList(from, i)).operation();
                from = i + 1;
                if (operation.verb() != Verb.OTHER) {
                    operations.add(operation);
                } else if (i < tokens.size() && hasBody(tokens)) {
                    return List.of();
                }
            }
        }
        return operations;
    }

    /** The operation of a text that is one statement and no more. */
    static Optional<MySqlOperation> only(List<MySqlToken> tokens) {
        boolean single = tokens.stream().limit(Math.max(0, tokens.size() - 1)).noneMatch(token -> token.is(";"));
        return single ? all(tokens).stream().findFirst() : Optional.empty();
    }

    /** Whether semicolons may stand within a routine's body. */
    private static boolean hasBody(List<MySqlToken> tokens) {
        return tokens.stream().anyMatch(token -> token.is("END"));
    }

    private MySqlOperation operation() {
        String first = word();
        at++;
        List<String> modifiers = new ArrayList<>();
        while (MODIFIERS.contains(word())) {
            modifiers.add(word());
            at++;
        }
        return switch (first) {
            case "ALTER" -> follows("TABLE") ? of(Verb.ALTER, modifiers) : MySqlOperation.OTHER;
            case "CREATE" -> creation(modifiers.contains("TEMPORARY"), modifiers.contains("REPLACE"));
            case "DROP" ->
                follows("INDEX")
                        ? index(Verb.DROP_INDEX)
                        : follows("DATABASE") || follows("SCHEMA")
                                ? of(Verb.DROP_DATABASE, List.of())
                                : tables(Verb.DROP);
            case "OPTIMIZE" -> tables(Verb.OPTIMIZE);
            case "RENAME" -> tables(Verb.RENAME);
            case "TRUNCATE" -> {
                follows("TABLE");
                yield of(Verb.TRUNCATE, List.of());
            }
            case "UPDATE" -> of(Verb.UPDATE, List.of());
            case "DELETE" -> deletion();
            case "USE" -> of(Verb.USE, List.of());
            default -> MySqlOperation.OTHER;
        };
    }

    /** Of several tables, those that lose rows. They may go by other names there. */
    private MySqlOperation deletion() {
        MySqlOperation single = of(Verb.DELETE, List.of());
        if (!single.has("JOIN") && !single.has("USING") && !single.has("FROM") && !single.has(",")) {
            return single;
        }
        Set<String> targets = MySqlDeletion.targets(tokens, 0);
        List<Name> names = new ArrayList<>();
        int list = MySqlDeletion.tables(tokens);
        for (at = list; at < tokens.size() && !word().equals("WHERE"); at++) {
            boolean begins =
                    at == list || LISTED_BEHIND.contains(tokens.get(at - 1).word());
            if (begins && atName()) {
                Name name = name();
                if (MySqlDeletion.isTarget(targets, tokens, at - 1)) {
                    names.add(name);
                }
                at--;
            }
        }
        return new MySqlOperation(Verb.DELETE, names, -1, single.rest());
    }

    private MySqlOperation creation(boolean temporary, boolean replaces) {
        if (follows("INDEX")) {
            return index(Verb.CREATE_INDEX);
        }
        return (temporary || replaces) && follows("TABLE")
                ? of(temporary ? Verb.TEMPORARY : Verb.REPLACE, List.of())
                : MySqlOperation.OTHER;
    }

    private MySqlOperation of(Verb verb, List<String> modifiers) {
        skipCondition();
        if (!atName()) {
            return MySqlOperation.OTHER;
        }
        Name name = name();
        skipWait();
        int place = tokens.get(at - 1).end();
        List<MySqlToken> rest = new ArrayList<>(outside());
        if (modifiers.contains("ONLINE")) {
            rest.add(new MySqlToken(MySqlToken.Kind.WORD, "LOCK", place, place));
            rest.add(new MySqlToken(MySqlToken.Kind.WORD, "NONE", place, place));
        }
        return new MySqlOperation(verb, List.of(name), place, rest);
    }

    private MySqlOperation index(Verb verb) {
        while (at < tokens.size() && !word().equals("ON")) {
            at++;
        }
        at++;
        if (!atName()) {
            return MySqlOperation.OTHER;
        }
        Name name = name();
        return new MySqlOperation(
                verb, List.of(name), tokens.get(tokens.size() - 1).end(), outside());
    }

    private MySqlOperation tables(Verb verb) {
        if (!follows("TABLE") && !follows("TABLES")) {
            return MySqlOperation.OTHER;
        }
        List<Name> names = new ArrayList<>();
        do {
            skipCondition();
            if (!atName()) {
                break;
            }
            names.add(name());
            skipWait();
        } while (follows(",") || follows("TO"));
        return new MySqlOperation(verb, names, -1, outside());
    }

    private Name name() {
        String first = tokens.get(at++).text();
        if (word().equals(".") && at + 1 < tokens.size()) {
            at += 2;
            return new Name(first, tokens.get(at - 1).text());
        }
        return new Name(null, first);
    }

    private void skipCondition() {
        if (word().equals("IF")) {
            at += at + 1 < tokens.size() && tokens.get(at + 1).is("NOT") ? 3 : 2;
        }
    }

    /** https://mariadb.com/kb/en/wait-and-nowait/ */
    private void skipWait() {
        if (word().equals("WAIT") && at + 1 < tokens.size()) {
            at += 2;
        } else if (word().equals("NOWAIT")) {
            at++;
        }
    }

    private boolean follows(String word) {
        boolean follows = word().equals(word);
        at += follows ? 1 : 0;
        return follows;
    }

    private boolean atName() {
        return at < tokens.size() && tokens.get(at).isName();
    }

    private List<MySqlToken> outside() {
        List<MySqlToken> outside = new ArrayList<>();
        int depth = 0;
        for (MySqlToken token : tokens.subList(Math.min(at, tokens.size()), tokens.size())) {
            String word = token.word();
            depth -= word.equals(")") ? 1 : 0;
            if (depth == 0) {
                outside.add(token);
            }
            depth += word.equals("(") ? 1 : 0;
        }
        return outside;
    }

    private String word() {
        return at < tokens.size() ? tokens.get(at).word() : "";
    }
}
