package io.migri.spi.support.language;

import io.migri.spi.script.TransactionEffect;

/**
 * Knows whether a script is within a transaction of its own, and so what {@code BEGIN}, {@code COMMIT}, {@code ROLLBACK} and definitions
 * do there. For a {@link StatementSense}, which tells it of each of these in order. Used by one thread.
 */
public final class ScriptTransactions {
    private boolean within;

    /** Whether the script has begun a transaction and not ended it. */
    public boolean within() {
        return within;
    }

    /** The effect of a {@code BEGIN}. One within a transaction means nothing; where it is an error, do not ask. */
    public TransactionEffect begins() {
        boolean before = within;
        within = true;
        return before ? TransactionEffect.REDUNDANT : TransactionEffect.BEGINS_BLOCK;
    }

    /** The effect of a {@code COMMIT}. */
    public TransactionEffect commits() {
        return ends(TransactionEffect.COMMITS_BLOCK);
    }

    /** The effect of a {@code ROLLBACK} of the whole transaction. */
    public TransactionEffect rollsBack() {
        return ends(TransactionEffect.ROLLS_BACK_BLOCK);
    }

    /**
     * The effect of a definition that commits, for a database that goes on in another transaction where {@code BEGIN} has begun one. Do not
     * ask where definitions take part in transactions.
     */
    public TransactionEffect defines() {
        return within ? TransactionEffect.COMMITS_AND_BEGINS_BLOCK : TransactionEffect.ENDS_IT;
    }

    private TransactionEffect ends(TransactionEffect effect) {
        boolean before = within;
        within = false;
        return before ? effect : TransactionEffect.STRAY;
    }
}
