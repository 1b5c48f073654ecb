package io.migri.core.script;

import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;

/**
 * Lets each statement of a script run by itself where the script's head says so. What stands between its own {@code BEGIN} and
 * {@code COMMIT} stays together all the same, for that is what they say.
 */
final class StatementDirection {
    private final boolean noTransaction;
    private boolean inBlock;

    StatementDirection(Directives directives) {
        this.noTransaction = directives.noTransaction();
    }

    /** The next statement, as it is to be executed. */
    SqlStatement of(SqlStatement statement) {
        return noTransaction && standsAlone(statement.effect()) ? alone(statement) : statement;
    }

    /** What a transaction of its own can hold has one, in which it is noted as done. Code that may commit is left to itself. */
    private TransactionEffect effect(SqlStatement statement) {
        boolean holds = statement.effect() == TransactionEffect.NONE
                && !statement.traits().mayLeaveRemains();
        return holds ? TransactionEffect.ALONE : TransactionEffect.REFUSES_IT;
    }

    private boolean standsAlone(TransactionEffect effect) {
        if (effect.begins()) {
            inBlock = true;
        } else if (effect.ends() || effect == TransactionEffect.ENDS_IT) {
            inBlock = false;
        }
        return switch (effect) {
            case ENDS_IT -> true;
            case NONE, MAY_END_IT, ALONE, REFUSES_IT -> !inBlock;
            default -> false;
        };
    }

    private SqlStatement alone(SqlStatement statement) {
        return statement.with(effect(statement));
    }
}
