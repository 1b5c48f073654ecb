package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;

/**
 * What the statements of a script have to do with their session, as their own text and the statements before tell. Used by one thread.
 *
 * <p>Sequences remember the last key for each session, settings, temporary tables, cursors {@code WITH HOLD} and prepared statements belong
 * to it, too (<a href="https://www.postgresql.org/docs/current/sql-discard.html">DISCARD</a> names them all).
 */
final class PostgresqlSessionUses {
    private final PostgresqlUse use = new PostgresqlUse();
    private final PostgresqlSessionObjects objects = new PostgresqlSessionObjects();
    private final PostgresqlSettingTraits settings = new PostgresqlSettingTraits();
    private final PostgresqlBodyTraits bodies = new PostgresqlBodyTraits(objects);

    /** Looks at the next statement of the script. */
    SessionUse of(PostgresqlStatement statement) {
        use.clear();
        look(statement);
        return use.use();
    }

    private void look(PostgresqlStatement statement) {
        if (statement.is(0, "INSERT")) {
            write(statement);
        } else if (!settings.look(statement, use) && !ofObjects(statement)) {
            other(statement);
        }
    }

    private boolean ofObjects(PostgresqlStatement statement) {
        switch (statement.words().next()) {
            case "PREPARE" -> prepare(statement);
            case "DEALLOCATE" -> deallocate(statement);
            case "EXECUTE" -> execute(statement);
            case "DISCARD" -> discard(statement);
            case "DECLARE" -> declare(statement);
            case "CLOSE" -> close(statement);
            case "FETCH", "MOVE" -> fetch(statement);
            case "DROP" -> drop(statement);
            case "CREATE" -> create(statement);
            case "ALTER" -> alter(statement);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void other(PostgresqlStatement statement) {
        switch (statement.words().next()) {
            case "SELECT" -> select(statement);
            case "UPDATE", "DELETE", "MERGE", "COPY", "WITH", "EXPLAIN" -> write(statement);
            case "DO" -> {
                use.writes();
                objects.readCursors(use);
                bodies.strings(statement, use);
            }
            case "CALL" -> {
                objects.readAll(use);
                write(statement);
            }
            default -> bodies.scan(statement, 0, use);
        }
    }

    private void write(PostgresqlStatement statement) {
        use.writes();
        bodies.scan(statement, 0, use);
    }

    private void select(PostgresqlStatement statement) {
        if (settings.constant(statement, use)) {
            return;
        }
        bodies.scan(statement, 0, use);
        int into = statement.find(1, "INTO");
        if (into < statement.count()) {
            int temporary = statement.behindTemporary(into + 1);
            if (temporary > into + 1) {
                int name = statement.behind(temporary, "TABLE");
                objects.temporary(statement.name(statement.lastPart(name)), use);
            }
        }
    }

    private void prepare(PostgresqlStatement statement) {
        String name = statement.name(1);
        bodies.scan(statement, 2, use);
        if (statement.is(statement.find(2, "AS") + 1, "SELECT")) {
            objects.prepared(name, use.use());
        } else {
            use.writes();
            objects.prepared(name, use.use());
        }
        SessionUse executed = use.use();
        use.clear();
        executed.reads().forEach(value -> use.reads(value.kind(), value.name()));
        use.gives(Kind.PREPARED_STATEMENT, name);
        use.constant();
    }

    private void deallocate(PostgresqlStatement statement) {
        int name = statement.behind(1, "PREPARE");
        use.ends(Kind.PREPARED_STATEMENT, statement.is(name, "ALL") ? SessionValue.ANY : statement.name(name));
        use.constant();
    }

    private void execute(PostgresqlStatement statement) {
        bodies.scan(statement, 2, use);
        use.does(objects.prepared(statement.name(1)));
        use.reads(Kind.PREPARED_STATEMENT, statement.name(1));
    }

    private void discard(PostgresqlStatement statement) {
        if (statement.is(1, "TEMP") || statement.is(1, "TEMPORARY")) {
            use.ends(Kind.TEMPORARY_TABLE, SessionValue.ANY);
        } else if (statement.is(1, "SEQUENCES")) {
            use.ends(Kind.GENERATED_KEY, SessionValue.ANY);
        }
    }

    private void declare(PostgresqlStatement statement) {
        bodies.scan(statement, 2, use);
        int hold = statement.find(2, "HOLD");
        boolean before = hold < statement.find(2, "FOR") && statement.is(hold - 1, "WITH");
        if (before) {
            objects.cursor(statement.name(1), use);
        }
    }

    private void close(PostgresqlStatement statement) {
        if (statement.is(1, "ALL")) {
            use.ends(Kind.CURSOR, SessionValue.ANY);
        } else if (objects.isCursor(statement.name(1))) {
            use.reads(Kind.CURSOR, statement.name(1));
            use.ends(Kind.CURSOR, statement.name(1));
        }
    }

    /** It moves the cursor, which a rollback leaves where it is. */
    private void fetch(PostgresqlStatement statement) {
        String name = statement.name(statement.count() - 1);
        if (objects.isCursor(name)) {
            use.reads(Kind.CURSOR, name);
            use.gives(Kind.CURSOR, name);
        }
    }

    private void drop(PostgresqlStatement statement) {
        for (int i = 2; i < statement.count(); i++) {
            if (statement.isName(i)) {
                objects.dropped(statement.name(i), use);
            }
        }
    }

    private void create(PostgresqlStatement statement) {
        if (!bodies.routine(statement)) {
            bodies.scan(statement, 1, use);
            boolean fleeting = fleeting(statement);
            if (!fleeting) {
                bodies.temporary(statement, 0, settings.inTemporarySchema(), use);
            }
        } else if (statement.is(statement.find(1, "PG_TEMP") + 1, '.')) {
            int name = statement.lastPart(statement.find(1, "PG_TEMP"));
            objects.temporary(statement.name(name), use);
        }
    }

    /** Whether it makes a table that ends with its transaction. */
    private static boolean fleeting(PostgresqlStatement statement) {
        int on = statement.find(1, "ON");
        while (on < statement.count()) {
            if (statement.is(on + 1, "COMMIT") && statement.is(on + 2, "DROP")) {
                return true;
            }
            on = statement.find(on + 1, "ON");
        }
        return false;
    }

    private void alter(PostgresqlStatement statement) {
        bodies.scan(statement, 1, use);
        int rename = statement.find(2, "RENAME");
        if (statement.is(rename + 1, "TO") && objects.isTemporary(statement.name(rename - 1))) {
            objects.dropped(statement.name(rename - 1), use);
            objects.temporary(statement.name(rename + 2), use);
        }
    }
}
