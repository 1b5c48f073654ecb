package io.migri.dialect.mysql.report;

import io.migri.dialect.mysql.language.MySqlDeletion;
import io.migri.dialect.mysql.language.MySqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does to which tables, as far as its words tell.
 *
 * @param tables of {@link Verb#RENAME} by twos, the old name before the new one
 * @param place where in the text the table's name and what belongs to it end; of an index statement where the statement does
 * @param rest what stands behind the table's name outside of parentheses
 * @param words the same in upper case, {@code ?} for what is quoted
 */
record MySqlOperation(Verb verb, List<Name> tables, int place, List<MySqlToken> rest, List<String> words) {
    private static final MySqlOperation OTHER = new MySqlOperation(Verb.OTHER, List.of(), -1, List.of());
    private static final Set<String> NO_COLUMNS =
            Set.of("INDEX", "KEY", "PRIMARY", "FOREIGN", "CONSTRAINT", "CHECK", "DEFAULT", "SYSTEM", "PERIOD");
    private static final Set<String> LISTED_BEHIND = Set.of(",", "JOIN", "STRAIGHT_JOIN");
    private static final Set<String> NOT_THE_TABLE = Set.of("COLUMN", "INDEX", "KEY");
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

    MySqlOperation {
        tables = List.copyOf(tables);
        rest = List.copyOf(rest);
        words = List.copyOf(words);
    }

    private MySqlOperation(Verb verb, List<Name> tables, int place, List<MySqlToken> rest) {
        this(
                verb,
                tables,
                place,
                rest,
                rest.stream()
                        .map(token -> token.word().isEmpty() ? "?" : token.word())
                        .toList());
    }

    /** What it does. */
    enum Verb {
        ALTER,
        CREATE_INDEX,
        DROP_INDEX,
        OPTIMIZE,
        TRUNCATE,
        DROP,
        DROP_DATABASE,
        RENAME,
        /** {@code CREATE OR REPLACE TABLE}. */
        REPLACE,
        /** {@code CREATE TEMPORARY TABLE}. */
        TEMPORARY,
        UPDATE,
        DELETE,
        USE,
        OTHER
    }

    /**
     * A name of a table; of {@link Verb#USE} that of a database.
     *
     * @param schema null where the statement names none
     */
    record Name(@Nullable String schema, String table) {}

    /** The operations in a text of one or more statements. */
    static List<MySqlOperation> all(List<MySqlToken> tokens) {
        List<MySqlOperation> operations = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).is(";")) {
                MySqlOperation operation = new Reading(tokens.subList(from, i)).operation();
                from = i + 1;
                if (operation.verb != Verb.OTHER) {
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

    /** Whether it changes how one table is stored. */
    boolean alters() {
        return verb == Verb.ALTER || verb == Verb.CREATE_INDEX || verb == Verb.DROP_INDEX;
    }

    /** Whether it commits. */
    boolean commits() {
        return verb != Verb.UPDATE && verb != Verb.DELETE && verb != Verb.USE && verb != Verb.TEMPORARY;
    }

    /** Whether these words stand there one behind the other. */
    boolean has(String... wanted) {
        return indexOf(wanted) >= 0;
    }

    int indexOf(String... wanted) {
        for (int at = 0; at + wanted.length <= words.size(); at++) {
            if (words.subList(at, at + wanted.length).equals(List.of(wanted))) {
                return at;
            }
        }
        return -1;
    }

    /** What the token at {@code index} of the words names. */
    String name(int index) {
        return index < rest.size() ? rest.get(index).text() : "";
    }

    /** What {@code ALTER TABLE} calls the table from then on. */
    Optional<Name> renamed() {
        for (int at = words.indexOf("RENAME"); at >= 0 && at + 1 < words.size(); at++) {
            if (words.get(at).equals("RENAME") && !NOT_THE_TABLE.contains(words.get(at + 1))) {
                return named(at + 1);
            }
        }
        return Optional.empty();
    }

    /** What the column is called after it. */
    String called(String column) {
        for (int at = 0; verb == Verb.ALTER && at < words.size(); at++) {
            boolean renames = words.get(at).equals("RENAME")
                    && at + 1 < words.size()
                    && words.get(at + 1).equals("COLUMN");
            boolean changes = words.get(at).equals("CHANGE");
            int name = at + (at + 1 < words.size() && words.get(at + 1).equals("COLUMN") ? 2 : 1);
            name += name < words.size() && words.get(name).equals("IF") ? 2 : 0;
            if ((renames || changes) && name(name).equalsIgnoreCase(column)) {
                return name(name + (renames ? 2 : 1));
            }
        }
        return column;
    }

    /** What {@code ALTER TABLE} takes away that rows have in them, such as {@code drops the column `price`}. */
    List<String> dropped() {
        List<String> dropped = new ArrayList<>();
        for (int at = 0; verb == Verb.ALTER && at + 1 < words.size(); at++) {
            boolean emptied = words.get(at).equals("TRUNCATE");
            if (!words.get(at).equals("DROP") && !emptied) {
                continue;
            }
            boolean partition = words.get(at + 1).equals("PARTITION");
            boolean column = words.get(at + 1).equals("COLUMN");
            int name = at + (partition || column ? 2 : 1);
            if (name + 2 < words.size() && words.get(name).equals("IF")) {
                name += 2;
            }
            if (partition) {
                dropped.add((emptied ? "empties" : "drops") + " the partition `" + name(name) + "`");
            } else if (column || (!emptied && !NO_COLUMNS.contains(words.get(name)))) {
                dropped.add("drops the column `" + name(name) + "`");
            }
        }
        return dropped;
    }

    private Optional<Name> named(int from) {
        int at = Set.of("TO", "AS", "=").contains(words.get(from)) ? from + 1 : from;
        if (at >= rest.size()) {
            return Optional.empty();
        }
        boolean qualified = at + 2 < rest.size() && words.get(at + 1).equals(".");
        return Optional.of(qualified ? new Name(name(at), name(at + 2)) : new Name(null, name(at)));
    }

    /** What the statement itself says of {@code ALGORITHM} or {@code LOCK}; empty where it says nothing. */
    String named(String option) {
        int at = words.indexOf(option);
        int value = at + 1 < words.size() && words.get(at + 1).equals("=") ? at + 2 : at + 1;
        return at < 0 || value >= words.size() ? "" : words.get(value);
    }

    /** Whether semicolons may stand within a routine's body. */
    private static boolean hasBody(List<MySqlToken> tokens) {
        return tokens.stream().anyMatch(token -> token.is("END"));
    }

    /** One pass through a statement. */
    private static final class Reading {
        private final List<MySqlToken> tokens;
        private int at;

        Reading(List<MySqlToken> tokens) {
            this.tokens = tokens;
        }

        MySqlOperation operation() {
            String first = word();
            at++;
            List<String> modifiers = new ArrayList<>();
            while (MODIFIERS.contains(word())) {
                modifiers.add(word());
                at++;
            }
            return switch (first) {
                case "ALTER" -> follows("TABLE") ? of(Verb.ALTER, modifiers) : OTHER;
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
                default -> OTHER;
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
                    : OTHER;
        }

        private MySqlOperation of(Verb verb, List<String> modifiers) {
            skipCondition();
            if (!atName()) {
                return OTHER;
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
                return OTHER;
            }
            Name name = name();
            return new MySqlOperation(
                    verb, List.of(name), tokens.get(tokens.size() - 1).end(), outside());
        }

        private MySqlOperation tables(Verb verb) {
            if (!follows("TABLE") && !follows("TABLES")) {
                return OTHER;
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
}
