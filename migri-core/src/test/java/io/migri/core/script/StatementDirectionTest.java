package io.migri.core.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.script.SqlStatement;
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
                List.of(TransactionEffect.REFUSES_IT, TransactionEffect.REFUSES_IT, TransactionEffect.REDUNDANT),
                directed(true, TransactionEffect.NONE, TransactionEffect.ENDS_IT, TransactionEffect.REDUNDANT));
    }

    @Test
    void keepsTheScriptsOwnTransactionTogether() {
        assertEquals(
                List.of(
                        TransactionEffect.BEGINS_BLOCK,
                        TransactionEffect.NONE,
                        TransactionEffect.COMMITS_BLOCK,
                        TransactionEffect.REFUSES_IT),
                directed(
                        true,
                        TransactionEffect.BEGINS_BLOCK,
                        TransactionEffect.NONE,
                        TransactionEffect.COMMITS_BLOCK,
                        TransactionEffect.NONE));
    }

    private static List<TransactionEffect> directed(boolean noTransaction, TransactionEffect... effects) {
        StatementDirection direction = new StatementDirection(new Directives(noTransaction));
        return Arrays.stream(effects)
                .map(effect -> direction.of(new SqlStatement(0, "x", 1, 1, effect, null)))
                .map(SqlStatement::effect)
                .toList();
    }
}
