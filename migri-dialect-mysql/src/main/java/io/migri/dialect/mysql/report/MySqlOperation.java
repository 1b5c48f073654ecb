package io.migri.dialect.mysql.report;

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
    static final MySqlOperation OTHER = new MySqlOperation(Verb.OTHER, List.of(), -1, List.of());
    private static final Set<String> NO_COLUMNS =
            Set.of("INDEX", "KEY", "PRIMARY", "FOREIGN", "CONSTRAINT", "CHECK", "DEFAULT", "SYSTEM", "PERIOD");
    private static final Set<String> NOT_THE_TABLE = Set.of("COLUMN", "INDEX", "KEY");

    MySqlOperation {
        tables = List.copyOf(tables);
        rest = List.copyOf(rest);
        words = List.copyOf(words);
    }

    MySqlOperation(Verb verb, List<Name> tables, int place, List<MySqlToken> rest) {
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
}
