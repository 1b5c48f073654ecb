package io.migri.spi.script;

/** How a statement gets on with the transaction that it is sent in. */
public enum TransactionEffect {
    /** Takes part in it. */
    NONE,
    /** Commits what came before it, whatever the sender wants, and stands alone: DDL on MySQL. */
    ENDS_IT,
    /**
     * Takes part in it, but may commit it by the code that it runs, which shows only afterwards: {@code CALL} on MySQL. The core looks
     * whether {@link io.migri.spi.DialectSession#transactionSurvived}.
     */
    MAY_END_IT,
    /** Takes part in it, and has one that it shares with no other statement, because the script says so. Given by the core. */
    ALONE,
    /** Is refused in it: {@code CREATE INDEX CONCURRENTLY}, {@code VACUUM}. */
    REFUSES_IT,
    /** Changes the session alone, and only outside a transaction: {@code PRAGMA foreign_keys}. Nothing of it lasts. */
    SESSION_ONLY,
    /** The script's own {@code BEGIN}. It is not sent: the core opens a savepoint. */
    BEGINS_BLOCK,
    /** The script's own {@code COMMIT}. It is not sent: the core releases the savepoint. */
    COMMITS_BLOCK,
    /** The script's own {@code ROLLBACK}. It is not sent: the core rolls back to the savepoint. */
    ROLLS_BACK_BLOCK,
    /** Means nothing within a migration and is not sent: {@code SET autocommit}. */
    REDUNDANT
}
