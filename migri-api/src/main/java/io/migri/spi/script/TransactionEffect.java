package io.migri.spi.script;

/**
 * How a statement gets on with the transaction that it is sent in. The reader of a script knows what stood before, so it tells a
 * {@code COMMIT} that ends a transaction of the script's own from one that ends nothing.
 */
public enum TransactionEffect {
    /** Takes part in it. */
    NONE,
    /** Commits what came before it, whatever the sender wants, and stands alone: DDL on MySQL. */
    ENDS_IT,
    /**
     * Takes part in it, but may commit it by the code that it runs, which shows only afterwards: {@code CALL} on MySQL. The core looks
     * whether {@link io.migri.spi.wire.Wire#transactionSurvived}.
     */
    MAY_END_IT,
    /**
     * Takes part in one that it shares with no other statement: because the script says so (given by the core then), or because the script
     * is where the database commits each statement by itself, as behind DDL in a transaction of the script's own on MySQL.
     */
    ALONE,
    /** Is refused in it: {@code CREATE INDEX CONCURRENTLY}, {@code VACUUM}. */
    REFUSES_IT,
    /** Changes the session alone, and only outside a transaction: {@code PRAGMA foreign_keys}. Nothing of it lasts. */
    SESSION_ONLY,
    /**
     * The script's own {@code BEGIN} or {@code START TRANSACTION}, or {@code SET autocommit=0}. It is sent (see {@link
     * StatementTraits#beginning}), and begins a transaction of the database.
     */
    BEGINS_BLOCK,
    /** The same for a transaction that may not write. */
    BEGINS_READ_ONLY_BLOCK,
    /** The script's own {@code COMMIT}. It ends the transaction that the script began. What is sent is the dialect's plain commit. */
    COMMITS_BLOCK,
    /** The script's own {@code ROLLBACK}. It undoes the transaction that the script began. What is sent is the dialect's plain rollback. */
    ROLLS_BACK_BLOCK,
    /** Commits the script's own transaction and begins another in the same statement: {@code COMMIT AND CHAIN}, MySQL's second {@code BEGIN}, a {@code COMMIT} under {@code autocommit=0}. Sent as it is. */
    COMMITS_AND_BEGINS_BLOCK,
    /** Undoes the script's own transaction and begins another in the same statement: {@code ROLLBACK AND CHAIN}. */
    ROLLS_BACK_AND_BEGINS_BLOCK,
    /** A {@code COMMIT} or {@code ROLLBACK} where the script has begun no transaction. It is not sent, and the user is warned. */
    STRAY,
    /** Means nothing within a migration and is not sent: {@code SET autocommit}. */
    REDUNDANT;

    /** Whether a transaction of the script's own is open after it. */
    public boolean begins() {
        return switch (this) {
            case BEGINS_BLOCK, BEGINS_READ_ONLY_BLOCK, COMMITS_AND_BEGINS_BLOCK, ROLLS_BACK_AND_BEGINS_BLOCK -> true;
            default -> false;
        };
    }

    /** Whether it ends a transaction of the script's own, and begins none. */
    public boolean ends() {
        return this == COMMITS_BLOCK || this == ROLLS_BACK_BLOCK;
    }
}
