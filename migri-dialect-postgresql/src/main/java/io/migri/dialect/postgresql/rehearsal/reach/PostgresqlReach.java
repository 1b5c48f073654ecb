package io.migri.dialect.postgresql.rehearsal.reach;

import io.migri.dialect.postgresql.effect.PostgresqlLasting;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import java.util.Optional;

/**
 * Why a statement must not be executed in a rehearsal: what it does, or what it calls does, reaches beyond the transaction that is rolled back.
 */
public final class PostgresqlReach {
    /** Bodies within bodies are looked into, as those that EXECUTE makes. */
    private static final int DEEPEST = 4;

    private PostgresqlReach() {}

    /** What of {@code statement} reaches beyond its transaction, in words; empty where nothing is seen. */
    public static Optional<String> beyond(PostgresqlStatement statement, PostgresqlRehearsedNames names) {
        if (PostgresqlLasting.defines(statement)
                || statement.is(0, "DROP")
                || statement.is(0, "GRANT")
                || statement.is(0, "REVOKE")) {
            Optional<String> fired = names.defined();
            if (fired.isPresent()) {
                return fired;
            }
        }
        if (onlyDefines(statement)) {
            return Optional.empty();
        }
        if (statement.is(0, "DO")) {
            Optional<String> untrusted = ofLanguage(statement, 1);
            if (untrusted.isPresent()) {
                return untrusted;
            }
        }
        return beyond(statement, names, 0);
    }

    /** Whether it names functions without calling them. */
    private static boolean onlyDefines(PostgresqlStatement statement) {
        return switch (statement.words().next()) {
            case "GRANT", "REVOKE", "COMMENT", "DROP", "SECURITY" -> true;
            case "ALTER" -> isRoutine(statement, 1);
            case "CREATE" -> {
                int what = statement.behindTemporary(statement.behind(1, "OR", "REPLACE"));
                int kind = statement.behind(statement.behind(what, "CONSTRAINT"), "EVENT");
                yield isRoutine(statement, what)
                        || statement.is(kind, "TRIGGER")
                        || statement.is(what, "VIEW")
                        || statement.is(what, "RULE");
            }
            default -> false;
        };
    }

    private static boolean isRoutine(PostgresqlStatement statement, int what) {
        return statement.is(what, "FUNCTION")
                || statement.is(what, "PROCEDURE")
                || statement.is(what, "ROUTINE")
                || (statement.is(what, "AGGREGATE") && statement.is(0, "ALTER"));
    }

    /**
     * What of a routine's definition reaches beyond the transaction of its caller.
     *
     * @param from the place behind its name
     */
    static Optional<String> ofRoutine(PostgresqlStatement definition, int from, PostgresqlRehearsedNames names) {
        Optional<String> untrusted = ofLanguage(definition, from);
        return untrusted.isPresent() ? untrusted : ofDefinition(definition, from, names);
    }

    /** Of the language that is named from there on. */
    private static Optional<String> ofLanguage(PostgresqlStatement code, int from) {
        int language = code.find(from, "LANGUAGE") + 1;
        String written = code.literal(language).orElse(code.name(language));
        return isUntrusted(written) ? Optional.of("it is written in " + written) : Optional.empty();
    }

    /** Such languages may do whatever the server's own user may (<a href="https://www.postgresql.org/docs/current/plpython.html">manual</a>). */
    private static boolean isUntrusted(String language) {
        return (language.endsWith("u") && language.startsWith("pl"))
                || language.equalsIgnoreCase("c")
                || language.equalsIgnoreCase("internal");
    }

    /** What a routine's body does when it is called; the definition itself does nothing. */
    static Optional<String> ofDefinition(PostgresqlStatement definition, int from, PostgresqlRehearsedNames names) {
        for (int i = from; i < definition.count(); i++) {
            Optional<String> found = at(definition, i, names);
            if (found.isPresent()) {
                return found;
            }
        }
        return within(definition, names, 0);
    }

    private static Optional<String> beyond(PostgresqlStatement statement, PostgresqlRehearsedNames names, int depth) {
        boolean code = depth > 0 || statement.is(0, "DO");
        boolean uses = usesRoutines(statement);
        for (int i = 0; i < statement.count(); i++) {
            Optional<String> found =
                    uses && statement.isName(i) ? called(statement, i, names) : at(statement, i, names);
            if (found.isPresent()) {
                return found;
            }
            code |= statement.is(i + 1, '(') && PostgresqlServerFunctions.executes(statement, i);
        }
        return code && depth < DEEPEST ? within(statement, names, depth) : Optional.empty();
    }

    /** Whether it names functions that are called later, without a parenthesis behind them. */
    private static boolean usesRoutines(PostgresqlStatement statement) {
        int what = statement.behind(1, "OR", "REPLACE");
        return statement.is(0, "CREATE") && (statement.is(what, "OPERATOR") || statement.is(what, "AGGREGATE"));
    }

    /** Each string alone, and all of them in a row, since a body may put its commands together. */
    private static Optional<String> within(PostgresqlStatement statement, PostgresqlRehearsedNames names, int depth) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < statement.count(); i++) {
            Optional<String> text = statement.literal(i);
            if (text.isPresent()) {
                joined.append(text.get());
                Optional<String> found = beyond(PostgresqlStatement.of(text.get()), names, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return depth == 0 ? Optional.empty() : beyond(PostgresqlStatement.of(joined.toString()), names, DEEPEST);
    }

    private static Optional<String> at(PostgresqlStatement statement, int index, PostgresqlRehearsedNames names) {
        if (statement.is(index, "COPY")) {
            return PostgresqlLasting.copies(statement, index)
                    .or(() -> names.named(statement, statement.lastPart(index + 1)));
        }
        if (!statement.isName(index)) {
            return statement.isString(index) ? Optional.empty() : names.used(statement, index);
        }
        if (statement.is(index + 1, '(')) {
            Optional<String> called = called(statement, index, names);
            if (called.isPresent()) {
                return called;
            }
        }
        if (statement.is(index + 1, "UESCAPE")) {
            return Optional.of("it writes a name in escapes");
        }
        // the function of a row may be written as if it were a column of it
        Optional<String> ofRow = statement.is(index - 1, '.') ? names.called(statement.name(index)) : Optional.empty();
        return ofRow.or(() -> names.named(statement, index));
    }

    private static Optional<String> called(PostgresqlStatement statement, int index, PostgresqlRehearsedNames names) {
        String name = statement.name(index);
        boolean own = name.equals("setval") && names.makes(statement, index + 2);
        return own ? Optional.empty() : PostgresqlServerFunctions.called(name).or(() -> names.called(name));
    }
}
