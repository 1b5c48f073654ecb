package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlLexeme;
import io.migri.dialect.postgresql.language.PostgresqlLexemes;
import io.migri.dialect.postgresql.language.PostgresqlSetting;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlVocabulary;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import java.util.Locale;

/** Looks for functions and names that have to do with the session, also in the bodies of routines and of {@code DO}. */
final class PostgresqlBodyTraits {
    /** Bodies within bodies are looked into, as those that EXECUTE makes. */
    private static final int DEEPEST = 4;

    private static final PostgresqlVocabulary FUNCTIONS = PostgresqlVocabulary.of(
            "set_config",
            "setseed",
            "nextval",
            "setval",
            "currval",
            "lastval",
            "pg_advisory_lock",
            "pg_advisory_lock_shared",
            "pg_try_advisory_lock",
            "pg_try_advisory_lock_shared",
            "pg_advisory_unlock",
            "pg_advisory_unlock_shared",
            "dblink",
            "dblink_connect",
            "dblink_connect_u",
            "dblink_disconnect",
            "dblink_exec",
            "dblink_open",
            "dblink_fetch",
            "dblink_close",
            "dblink_send_query",
            "dblink_get_result");

    private final PostgresqlSessionObjects objects;

    PostgresqlBodyTraits(PostgresqlSessionObjects objects) {
        this.objects = objects;
    }

    /** Looks at all names from that place on. */
    void scan(PostgresqlStatement statement, int from, PostgresqlUse use) {
        String text = statement.text();
        PostgresqlLexemes lexemes = statement.lexemes();
        for (int i = from; i < lexemes.count(); i++) {
            if (!lexemes.isName(i)) {
                continue;
            }
            if (lexemes.is(text, i + 1, '(')) {
                String function = FUNCTIONS.find(text, lexemes.start(i), lexemes.end(i));
                if (function != null) {
                    function(function, statement, i + 2, use);
                } else if (objects.haveRoutines()) {
                    objects.called(lexemes.name(text, i), use);
                }
            }
            if (objects.areNamed()) {
                objects.named(lexemes.name(text, i), use);
            }
        }
    }

    /** Looks into all strings of a statement, which are code. */
    void strings(PostgresqlStatement statement, PostgresqlUse use) {
        strings(statement, use, 0);
    }

    private void strings(PostgresqlStatement statement, PostgresqlUse use, int depth) {
        for (int i = 0; i < statement.count() && depth < DEEPEST; i++) {
            if (statement.isString(i)) {
                statement.literal(i).map(PostgresqlStatement::of).ifPresent(body -> body(body, use, depth + 1));
            }
        }
    }

    private void body(PostgresqlStatement body, PostgresqlUse use, int depth) {
        scan(body, 0, use);
        for (int i = 0; i < body.count(); i++) {
            if (body.is(i, "SET") && beginsStatement(body, i) && !body.is(i + 1, "LOCAL")) {
                int name = body.behind(i + 1, "SESSION");
                use.gives(Kind.SETTING, PostgresqlSettingTraits.canonical(body, name));
            } else if (body.is(i, "CREATE")) {
                temporary(body, i, false, use);
            }
        }
        strings(body, use, depth);
    }

    private static boolean beginsStatement(PostgresqlStatement body, int index) {
        return index == 0
                || body.is(index - 1, ';')
                || body.is(index - 1, "BEGIN")
                || body.is(index - 1, "THEN")
                || body.is(index - 1, "ELSE")
                || body.is(index - 1, "LOOP");
    }

    /** Notes what a routine or a trigger that is made here does; whether this is one. */
    boolean routine(PostgresqlStatement statement) {
        int what = statement.behind(1, "OR", "REPLACE");
        if (statement.is(what, "FUNCTION") || statement.is(what, "PROCEDURE")) {
            PostgresqlUse inside = new PostgresqlUse();
            scan(statement, what + 2, inside);
            strings(statement, inside);
            String name = statement.name(statement.lastPart(what + 1));
            objects.routine(name, inside.givesNothing() && inside.use().reads().isEmpty() ? null : inside.use());
            return true;
        }
        int trigger = statement.find(what, "TRIGGER");
        int execute = statement.find(trigger, "EXECUTE");
        if (trigger <= what + 1 && execute < statement.count()) {
            int table = statement.lastPart(statement.find(trigger, "ON") + 1);
            objects.trigger(statement.name(table), statement.name(statement.lastPart(execute + 2)));
        }
        return false;
    }

    /** Notes a temporary relation that is made at that place. */
    void temporary(PostgresqlStatement statement, int create, boolean always, PostgresqlUse use) {
        int behind = statement.behind(create + 1, "OR", "REPLACE");
        int modifier = statement.behindTemporary(behind);
        int what = statement.behind(statement.behind(modifier, "UNLOGGED"), "RECURSIVE");
        boolean relation = statement.is(what, "TABLE") || statement.is(what, "VIEW") || statement.is(what, "SEQUENCE");
        int name = statement.behind(what + 1, "IF", "NOT", "EXISTS");
        boolean qualified = statement.is(name + 1, '.');
        boolean temporary = modifier > behind || (qualified ? isTemporarySchema(statement.name(name)) : always);
        if (relation && temporary) {
            objects.temporary(statement.name(statement.lastPart(name)), use);
        }
    }

    private static boolean isTemporarySchema(String name) {
        return name.equals("pg_temp") || name.startsWith("pg_temp_");
    }

    private void function(String name, PostgresqlStatement statement, int argument, PostgresqlUse use) {
        switch (name) {
            case "set_config" -> {
                if (!PostgresqlSetting.isLocal(statement, argument)) {
                    use.gives(Kind.SETTING, argument(statement, argument));
                }
            }
            case "setseed" -> use.gives(Kind.SETTING, "seed");
            case "nextval" -> use.writes();
            case "setval" -> use.gives(Kind.GENERATED_KEY, sequence(statement, argument));
            case "currval" -> use.reads(Kind.GENERATED_KEY, sequence(statement, argument));
            case "lastval" -> use.reads(Kind.GENERATED_KEY, SessionValue.ANY);
            case "pg_advisory_unlock", "pg_advisory_unlock_shared" -> use.ends(Kind.LOCK, lock(statement, argument));
            case "dblink_connect", "dblink_connect_u" -> use.gives(Kind.VARIABLE, "dblink");
            case "dblink_disconnect" -> use.ends(Kind.VARIABLE, "dblink");
            default -> {
                if (name.startsWith("dblink")) {
                    use.reads(Kind.VARIABLE, "dblink");
                } else {
                    use.gives(Kind.LOCK, lock(statement, argument));
                }
            }
        }
    }

    private static String argument(PostgresqlStatement statement, int index) {
        return statement.is(index + 1, ',')
                ? statement
                        .literal(index)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .orElse(SessionValue.ANY)
                : SessionValue.ANY;
    }

    /** Its last part, since nobody knows here which schema an unqualified one is in. */
    private static String sequence(PostgresqlStatement statement, int index) {
        return statement
                .literal(index)
                .map(PostgresqlStatement::of)
                .map(name -> name.name(name.lastPart(0)))
                .filter(name -> !name.isEmpty())
                .orElse(SessionValue.ANY);
    }

    /** The numbers as they are written. */
    private static String lock(PostgresqlStatement statement, int argument) {
        StringBuilder numbers = new StringBuilder();
        for (int i = argument; i < statement.count() && !statement.is(i, ')'); i++) {
            boolean known = statement.is(i, ',')
                    || statement.is(i, '-')
                    || statement.lexemes().sort(i) == PostgresqlLexeme.NUMBER;
            if (!known) {
                return SessionValue.ANY;
            }
            numbers.append(statement.lexemes().written(statement.text(), i));
        }
        return numbers.isEmpty() ? SessionValue.ANY : numbers.toString();
    }
}
