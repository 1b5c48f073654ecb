package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlLexeme;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * What a script sets, and what a savepoint takes back. {@code SET} takes values only, no expressions
 * (<a href="https://www.postgresql.org/docs/current/sql-set.html">manual</a>), so that it means the same in another session.
 */
final class PostgresqlSettingTraits {
    private final List<String> changed = new ArrayList<>();
    private final Deque<Savepoint> savepoints = new ArrayDeque<>();
    private boolean temporarySchema;

    /** Whether what is made without a schema's name is temporary. */
    boolean inTemporarySchema() {
        return temporarySchema;
    }

    /** Looks at a statement that sets something, or may take it back; false for any other. */
    boolean look(PostgresqlStatement statement, PostgresqlUse use) {
        switch (statement.words().next()) {
            case "SET" -> set(statement, use);
            case "RESET" -> gives(statement.is(1, "ALL") ? SessionValue.ANY : canonical(statement, 1), use);
            case "LOAD" -> gives("load " + statement.literal(1).orElse(""), use);
            case "LISTEN" -> gives("listen " + statement.name(1), use);
            case "UNLISTEN" -> {
                use.ends(Kind.SETTING, "listen " + statement.name(1));
                use.constant();
            }
            case "SAVEPOINT" -> savepoints.push(new Savepoint(statement.name(1), changed.size()));
            case "ROLLBACK" -> rollBackTo(statement, use);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void set(PostgresqlStatement statement, PostgresqlUse use) {
        boolean forTransaction =
                statement.is(1, "LOCAL") || statement.is(1, "TRANSACTION") || statement.is(1, "CONSTRAINTS");
        if (forTransaction) {
            return;
        }
        boolean session = statement.is(1, "SESSION") && !statement.is(2, "AUTHORIZATION");
        String name = canonical(statement, session ? 2 : 1);
        gives(name, use);
        if (name.equals("search_path")) {
            temporarySchema = isTemporary(statement);
        }
    }

    private static boolean isTemporary(PostgresqlStatement statement) {
        int value = 2;
        while (value < statement.count() && !statement.is(value - 1, "TO") && !statement.is(value - 1, '=')) {
            value++;
        }
        return statement.name(value).equals("pg_temp")
                || statement.literal(value).orElse("").equals("pg_temp");
    }

    private void gives(String name, PostgresqlUse use) {
        changed.add(name);
        use.gives(Kind.SETTING, name);
        use.constant();
    }

    /** What was set since then is as it was before, which no single statement says. */
    private void rollBackTo(PostgresqlStatement statement, PostgresqlUse use) {
        int to = statement.find(1, "TO");
        String name = statement.name(statement.count() - 1);
        while (to < statement.count() && !savepoints.isEmpty()) {
            Savepoint savepoint = savepoints.peek();
            List<String> since = changed.subList(savepoint.changed, changed.size());
            since.forEach(setting -> use.gives(Kind.SETTING, setting));
            if (savepoint.name.equals(name)) {
                since.clear();
                return;
            }
            savepoints.pop();
        }
        savepoints.clear();
    }

    /**
     * Whether it does nothing but call {@code set_config} or {@code setseed} with literals, as pg_dump does. Those for the transaction alone give
     * the session nothing.
     */
    boolean constant(PostgresqlStatement statement, PostgresqlUse use) {
        int index = 1;
        do {
            int function = statement.is(index, "PG_CATALOG") && statement.is(index + 1, '.') ? index + 2 : index;
            index = statement.is(function, "SET_CONFIG")
                    ? setConfig(statement, function + 1, use)
                    : setSeed(statement, function, use);
            if (index < 0) {
                use.clear();
                return false;
            }
            index = behindAlias(statement, index);
        } while (statement.is(index++, ','));
        if (index <= statement.count()) {
            use.clear();
            return false;
        }
        use.constant();
        return true;
    }

    private static int behindAlias(PostgresqlStatement statement, int index) {
        int alias = statement.behind(index, "AS");
        return alias > index && statement.isName(alias) ? alias + 1 : index;
    }

    /** The place behind the call; negative where an argument is no literal. */
    private int setConfig(PostgresqlStatement statement, int open, PostgresqlUse use) {
        boolean literal = statement.is(open, '(')
                && statement.isString(open + 1)
                && statement.is(open + 2, ',')
                && statement.isString(open + 3)
                && statement.is(open + 4, ',')
                && statement.is(open + 6, ')');
        boolean local = statement.is(open + 5, "TRUE");
        if (!literal || !(local || statement.is(open + 5, "FALSE"))) {
            return -1;
        }
        if (!local) {
            String name = statement.literal(open + 1).orElse("").toLowerCase(Locale.ROOT);
            changed.add(name);
            use.gives(Kind.SETTING, name);
            if (name.equals("search_path")) {
                temporarySchema = statement.literal(open + 3).orElse("").startsWith("pg_temp");
            }
        }
        return open + 7;
    }

    private static int setSeed(PostgresqlStatement statement, int function, PostgresqlUse use) {
        boolean literal = statement.is(function, "SETSEED") && statement.is(function + 1, '(');
        int close = function + 2;
        while (literal && !statement.is(close, ')')) {
            literal = statement.lexemes().sort(close) == PostgresqlLexeme.NUMBER
                    || statement.is(close, '.')
                    || statement.is(close, '-');
            close++;
        }
        if (literal) {
            use.gives(Kind.SETTING, "seed");
        }
        return literal ? close + 1 : -1;
    }

    /** The name of the setting that stands there, whose other forms are the same setting. */
    static String canonical(PostgresqlStatement statement, int index) {
        if (statement.is(index, "TIME") && statement.is(index + 1, "ZONE")) {
            return "timezone";
        }
        if (statement.is(index, "SESSION") && statement.is(index + 1, "AUTHORIZATION")) {
            return "session_authorization";
        }
        if (statement.is(index, "XML")) {
            return "xmloption";
        }
        return switch (statement.name(index)) {
            case "schema" -> "search_path";
            case "names" -> "client_encoding";
            case "characteristics" -> "default_transaction";
            default -> dotted(statement, index);
        };
    }

    private static String dotted(PostgresqlStatement statement, int index) {
        StringBuilder name = new StringBuilder(statement.name(index));
        int last = statement.lastPart(index);
        for (int i = index + 2; i <= last; i += 2) {
            name.append('.').append(statement.name(i));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** @param changed how many settings had been changed */
    private record Savepoint(String name, int changed) {}
}
