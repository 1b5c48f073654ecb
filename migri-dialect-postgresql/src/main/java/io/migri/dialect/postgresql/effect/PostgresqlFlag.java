package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlSetting;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A setting that is on or off, as far as a script was read. Like any setting it ends with the transaction that it was made for, and a rollback takes
 * it back (<a href="https://www.postgresql.org/docs/current/sql-set.html">manual</a>). Used by one thread.
 */
final class PostgresqlFlag {
    private final String name;
    private final boolean initial;
    private final Deque<Savepoint> savepoints = new ArrayDeque<>();
    private boolean on;
    /** What holds once the transaction is committed, and what holds once it is rolled back. */
    private boolean committed;

    private boolean rolledBack;

    /** @param name in lower case */
    PostgresqlFlag(String name, boolean on) {
        this.name = name;
        this.initial = on;
        end(on);
    }

    boolean on() {
        return on;
    }

    /** Looks at a statement of a script, which may change it or take a change back. */
    void follow(PostgresqlStatement statement, TransactionEffect effect) {
        switch (effect) {
            case NONE, SESSION_ONLY -> within(statement);
            case ROLLS_BACK_BLOCK, ROLLS_BACK_AND_BEGINS_BLOCK -> end(rolledBack);
            case STRAY, REDUNDANT -> {}
            default -> end(committed);
        }
    }

    /** Sets it for the session, or for the transaction alone. */
    void set(boolean then, boolean local) {
        on = then;
        committed = local ? committed : then;
    }

    private void end(boolean then) {
        on = then;
        committed = then;
        rolledBack = then;
        savepoints.clear();
    }

    private void within(PostgresqlStatement statement) {
        if (statement.is(0, "SAVEPOINT")) {
            savepoints.push(new Savepoint(statement.name(1), on, committed));
        } else if (statement.is(0, "ROLLBACK")) {
            rollBackTo(statement.name(statement.count() - 1));
        } else if (statement.is(0, "RESET") && statement.is(1, "ALL")) {
            set(initial, false);
        } else if (statement.is(0, "SET") || statement.is(0, "RESET") || statement.is(0, "SELECT")) {
            PostgresqlSetting.changedBy(statement.words())
                    .filter(setting -> setting.name().equals(name))
                    .ifPresent(setting -> set(setting.isDefault() ? initial : setting.on(), isLocal(statement)));
        }
    }

    private static boolean isLocal(PostgresqlStatement statement) {
        return statement.is(0, "SELECT")
                ? PostgresqlSetting.isLocal(statement, statement.find(1, "SET_CONFIG") + 2)
                : statement.is(1, "LOCAL");
    }

    private void rollBackTo(String savepoint) {
        while (!savepoints.isEmpty() && !savepoints.peek().name.equals(savepoint)) {
            savepoints.pop();
        }
        Savepoint there = savepoints.peek();
        if (there != null) {
            on = there.on;
            committed = there.committed;
        }
    }

    /** How it was there. */
    private record Savepoint(String name, boolean on, boolean committed) {}
}
