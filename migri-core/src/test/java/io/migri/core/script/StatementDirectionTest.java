package io.migri.core.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementTraits;
import io.migri.spi.script.TransactionEffect;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementDirectionTest {

    @Test
    void leavesAnOrdinaryScriptAsItIs() {
        assertEquals(
                List.of(TransactionEffect.NONE, TransactionEffect.SESSION_ONLY, TransactionEffect.ENDS_IT),
                directed(false, TransactionEffect.NONE, TransactionEffect.SESSION_ONLY, TransactionEffect.ENDS_IT));
    }

    @Test
    void letsStatementsStandAloneWhereTheScriptSaysSo() {
        assertEquals(
                List.of(TransactionEffect.ALONE, TransactionEffect.REFUSES_IT, TransactionEffect.REDUNDANT),
                directed(true, TransactionEffect.NONE, TransactionEffect.ENDS_IT, TransactionEffect.REDUNDANT));
    }

    @Test
    void keepsTheScriptsOwnTransactionTogether() {
        assertEquals(
                List.of(
                        TransactionEffect.BEGINS_BLOCK,
                        TransactionEffect.NONE,
                        TransactionEffect.COMMITS_BLOCK,
                        TransactionEffect.ALONE),
                directed(
                        true,
                        TransactionEffect.BEGINS_BLOCK,
                        TransactionEffect.NONE,
                        TransactionEffect.COMMITS_BLOCK,
                        TransactionEffect.NONE));
    }

    /** They commit as they like, which they could not in a transaction. */
    @Test
    void leavesCodeThatMayCommitToItself() {
        StatementTraits remains = new StatementTraits() {
            @Override
            public boolean mayLeaveRemains() {
                return true;
            }
        };

        assertEquals(List.of(TransactionEffect.REFUSES_IT), directed(true, TransactionEffect.MAY_END_IT));
        assertEquals(
                TransactionEffect.REFUSES_IT,
                new StatementDirection(new Directives(true))
                        .of(new SqlStatement(0, "do", 1, 1, TransactionEffect.NONE).knowing(remains))
                        .effect());
    }

    private static List<TransactionEffect> directed(boolean noTransaction, TransactionEffect... effects) {
        StatementDirection direction = new StatementDirection(new Directives(noTransaction));
        return Arrays.stream(effects)
                .map(effect -> direction.of(new SqlStatement(0, "x", 1, 1, effect, null)))
                .map(SqlStatement::effect)
                .toList();
    }
}
