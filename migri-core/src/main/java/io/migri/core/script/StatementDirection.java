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

    private boolean standsAlone(TransactionEffect effect) {
        return switch (effect) {
            case BEGINS_BLOCK -> {
                inBlock = true;
                yield false;
            }
            case COMMITS_BLOCK, ROLLS_BACK_BLOCK -> {
                inBlock = false;
                yield false;
            }
            case ENDS_IT -> {
                inBlock = false;
                yield true;
            }
            case REDUNDANT -> false;
            case NONE, MAY_END_IT, ALONE, REFUSES_IT, SESSION_ONLY -> !inBlock;
        };
    }

    private static SqlStatement alone(SqlStatement statement) {
        return new SqlStatement(
                statement.ordinal(),
                statement.text(),
                statement.line(),
                statement.column(),
                TransactionEffect.REFUSES_IT,
                statement.data());
    }
}
