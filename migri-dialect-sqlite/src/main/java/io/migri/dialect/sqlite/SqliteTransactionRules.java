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
        return "bcdeprvBCDEPRV".indexOf(statement.charAt(0)) < 0
                ? TransactionEffect.NONE
                : effect(new SqliteTokens(statement), inBlock);
    }

    private static TransactionEffect effect(SqliteTokens tokens, boolean inBlock) {
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
        return tokens.is("PRAGMA") ? ofPragma(tokens, inBlock) : TransactionEffect.NONE;
    }

    private static boolean toSavepoint(SqliteTokens tokens) {
        while (tokens.next()) {
            if (tokens.is("TO")) {
                return true;
            }
        }
        return false;
    }

    private static TransactionEffect ofPragma(SqliteTokens tokens, boolean inBlock) {
        String name = tokens.next() ? tokens.name() : "";
        boolean more = tokens.next();
        if (more && tokens.is(".")) {
            name = tokens.next() ? tokens.name() : "";
            more = tokens.next();
        }
        return ofPragma(name, more, inBlock);
    }

    private static TransactionEffect ofPragma(String name, boolean sets, boolean inBlock) {
        if (name.equalsIgnoreCase("wal_checkpoint")) {
            return TransactionEffect.REFUSES_IT;
        }
        if (!sets) {
            return TransactionEffect.NONE;
        }
        if (name.equalsIgnoreCase("journal_mode")) {
            // it can last, so it counts as done; within a transaction SQLite passes over it without an error
            return inBlock ? TransactionEffect.NONE : TransactionEffect.REFUSES_IT;
        }
        return name.equalsIgnoreCase("foreign_keys")
                        || name.equalsIgnoreCase("synchronous")
                        || name.equalsIgnoreCase("temp_store")
                ? TransactionEffect.SESSION_ONLY
                : TransactionEffect.NONE;
    }
}
