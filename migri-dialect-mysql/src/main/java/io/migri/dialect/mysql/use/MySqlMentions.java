package io.migri.dialect.mysql.use;

import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.use.MySqlMemory.Value;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the tokens of a statement, or of a part of one, mention of what the session remembers. */
final class MySqlMentions {
    private static final Set<String> LOOKING_BACK = Set.of("ROW_COUNT", "FOUND_ROWS");
    private static final Set<String> COUNTS = Set.of("warning_count", "error_count");
    private static final Set<String> KEYS = Set.of("last_insert_id", "identity");

    private final MySqlParts parts;
    private final MySqlMemory memory;
    private final MySqlUse use;

    MySqlMentions(MySqlParts parts, MySqlMemory memory, MySqlUse use) {
        this.parts = parts;
        this.memory = memory;
        this.use = use;
    }

    /** @param set whether each variable may be set where it is named */
    void all(boolean set) {
        boolean into = false;
        for (int i = 0; i < parts.size(); i++) {
            into = parts.at(i, "INTO") || (into && (parts.at(i, ",") || isVariable(i - 1) || isVariable(i)));
            String variable = parts.variable(i);
            if (!variable.isEmpty()) {
                variable(variable, into, set || parts.at(parts.endOfVariable(i), ":", "="));
            } else if (parts.at(i, "@", "@")) {
                systemVariable(parts.systemVariable(i));
            } else if (parts.isName(i)) {
                name(i);
            }
        }
    }

    /** What a statement that makes a routine says of that one's use of its caller's session. */
    static MySqlRoutine routine(MySqlParts definition) {
        Set<String> variables = new HashSet<>();
        boolean looksBack = false;
        for (int i = 0; i < definition.size(); i++) {
            String variable = definition.variable(i);
            if (!variable.isEmpty()) {
                variables.add(variable);
            }
            looksBack |= LOOKING_BACK.contains(definition.word(i))
                    || definition.at(i, "GET", "DIAGNOSTICS")
                    || COUNTS.contains(definition.systemVariable(i));
        }
        return new MySqlRoutine(variables, looksBack);
    }

    private boolean isVariable(int at) {
        return parts.at(at, "@") && !parts.variable(at).isEmpty();
    }

    private void variable(String name, boolean into, boolean set) {
        if (!into) {
            use.reads(Kind.VARIABLE, name);
        }
        if (into || set) {
            use.gives(Kind.VARIABLE, name);
            memory.setVariable(name, Value.UNKNOWN);
        }
    }

    private void systemVariable(String name) {
        if (KEYS.contains(name)) {
            use.reads(Kind.GENERATED_KEY, SessionValue.ANY);
        } else if (COUNTS.contains(name)) {
            use.reads(Kind.LAST_RESULT, SessionValue.ANY);
        }
    }

    private void name(int at) {
        String word = parts.word(at);
        if (parts.at(at + 1, "(")) {
            function(at, word);
        } else if (parts.at(at, "VALUE", "FOR") && (parts.at(at - 1, "NEXT") || parts.at(at - 1, "PREVIOUS"))) {
            sequence(parts.at(at - 1, "NEXT"), parts.lastOfName(at + 2));
        }
        if (memory.hasTemporaryTables() && memory.hasTemporaryTable(parts.text(at))) {
            use.reads(Kind.TEMPORARY_TABLE, parts.text(at));
        }
    }

    private void function(int at, String word) {
        switch (word) {
            case "LAST_INSERT_ID" -> {
                use.reads(Kind.GENERATED_KEY, SessionValue.ANY);
                if (!parts.at(at + 2, ")")) {
                    use.gives(Kind.GENERATED_KEY, SessionValue.ANY);
                }
            }
            case "ROW_COUNT", "FOUND_ROWS" -> use.reads(Kind.LAST_RESULT, SessionValue.ANY);
            case "NEXTVAL", "SETVAL" -> sequence(true, parts.lastOfName(at + 2));
            case "LASTVAL" -> sequence(false, parts.lastOfName(at + 2));
            case "GET_LOCK" -> use.gives(Kind.LOCK, argument(at));
            case "IS_USED_LOCK", "IS_FREE_LOCK" -> use.reads(Kind.LOCK, argument(at));
            case "RELEASE_LOCK" -> use.ends(Kind.LOCK, argument(at));
            case "RELEASE_ALL_LOCKS" -> use.ends(Kind.LOCK, SessionValue.ANY);
            default -> routine(parts.text(at));
        }
    }

    private void routine(String name) {
        Optional<MySqlRoutine> routine = memory.routine(name);
        if (routine.isPresent()) {
            new MySqlRoutineUse(memory, use).of(routine.get());
        }
    }

    private void sequence(boolean next, String name) {
        if (next) {
            use.gives(Kind.GENERATED_KEY, name);
        } else {
            use.reads(Kind.GENERATED_KEY, name);
        }
    }

    /** The first argument, where it is a literal. */
    private String argument(int at) {
        boolean literal = parts.isText(at + 2) && (parts.at(at + 3, ",") || parts.at(at + 3, ")"));
        return literal ? parts.text(at + 2) : SessionValue.ANY;
    }
}
