package io.migri.dialect.sqlite;

import io.migri.spi.script.TransactionEffect;

/**
 * How SQLite's statements get on with a transaction.
 *
 * @see <a href="https://www.sqlite.org/pragma.html">PRAGMA Statements</a>, which says of some that they do nothing within one
 * @see <a href="https://www.sqlite.org/lang_vacuum.html">VACUUM</a>, which fails within one
 */
final class SqliteTransactionRules {

    private SqliteTransactionRules() {}

    /**
     * The effect of {@code statement}.
     *
     * @param inBlock whether the script has begun a transaction of its own and not ended it
     */
    static TransactionEffect effect(String statement, boolean inBlock) {
        // most statements begin with another letter, and a large script has millions
        if ("bcdeprvBCDEPRV".indexOf(statement.charAt(0)) < 0) {
            return TransactionEffect.NONE;
        }
        return SqlitePragma.of(statement)
                .map(pragma -> effect(pragma, inBlock))
                .orElseGet(() -> effect(new SqliteTokens(statement)));
    }

    private static TransactionEffect effect(SqliteTokens tokens) {
        tokens.next();
        if (tokens.is("BEGIN")) {
            return TransactionEffect.BEGINS_BLOCK;
        }
        if (tokens.is("COMMIT") || tokens.is("END")) {
            return TransactionEffect.COMMITS_BLOCK;
        }
        if (tokens.is("ROLLBACK")) {
            return toSavepoint(tokens) ? TransactionEffect.NONE : TransactionEffect.ROLLS_BACK_BLOCK;
        }
        if (tokens.is("VACUUM") || tokens.is("DETACH")) {
            return TransactionEffect.REFUSES_IT;
        }
        return TransactionEffect.NONE;
    }

    private static boolean toSavepoint(SqliteTokens tokens) {
        while (tokens.next()) {
            if (tokens.is("TO")) {
                return true;
            }
        }
        return false;
    }

    private static TransactionEffect effect(SqlitePragma pragma, boolean inBlock) {
        if (pragma.is("wal_checkpoint")) {
            return TransactionEffect.REFUSES_IT;
        }
        if (!pragma.sets()) {
            return TransactionEffect.NONE;
        }
        if (pragma.is("journal_mode")) {
            // it can last, so it counts as done; within a transaction SQLite passes over it without an error
            return inBlock ? TransactionEffect.NONE : TransactionEffect.REFUSES_IT;
        }
        if (pragma.is("foreign_keys")) {
            return inBlock ? TransactionEffect.NONE : TransactionEffect.SESSION_ONLY;
        }
        return pragma.is("synchronous") || pragma.is("temp_store")
                ? TransactionEffect.SESSION_ONLY
                : TransactionEffect.NONE;
    }
}
