package io.migri.dialect.sqlite.effect;

import io.migri.dialect.sqlite.language.SqlitePragma;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.spi.script.TransactionEffect;

/**
 * How SQLite's statements get on with a transaction.
 *
 * @see <a href="https://www.sqlite.org/pragma.html">PRAGMA Statements</a>, which says of some that they do nothing within one
 * @see <a href="https://www.sqlite.org/lang_vacuum.html">VACUUM</a>, which fails within one
 */
public final class SqliteTransactionRules {

    private SqliteTransactionRules() {}

    /**
     * The effect of {@code statement}.
     *
     * @param inBlock whether the script has begun a transaction of its own and not ended it
     */
    static TransactionEffect effect(SqliteStatement statement, boolean inBlock) {
        // most statements begin with another letter, and a large script has millions
        if ("bcdeprvBCDEPRV".indexOf(statement.text().charAt(0)) < 0) {
            return TransactionEffect.NONE;
        }
        return SqlitePragma.of(statement)
                .map(pragma -> effect(pragma, inBlock))
                .orElseGet(() -> effect(statement.tokens(), inBlock));
    }

    /** What SQLite refuses in a transaction of the script's own is sent there, for the author to hear of it. */
    private static TransactionEffect effect(SqliteTokens tokens, boolean inBlock) {
        tokens.next();
        if (tokens.is("BEGIN")) {
            return inBlock ? TransactionEffect.NONE : TransactionEffect.BEGINS_BLOCK;
        }
        if (tokens.is("COMMIT") || tokens.is("END")) {
            return inBlock ? TransactionEffect.COMMITS_BLOCK : TransactionEffect.STRAY;
        }
        if (tokens.is("ROLLBACK") && !toSavepoint(tokens)) {
            return inBlock ? TransactionEffect.ROLLS_BACK_BLOCK : TransactionEffect.STRAY;
        }
        if (tokens.is("VACUUM") || tokens.is("DETACH")) {
            return inBlock ? TransactionEffect.NONE : TransactionEffect.REFUSES_IT;
        }
        return TransactionEffect.NONE;
    }

    /**
     * What to send for a {@code BEGIN}: one that would take the lock only when it first writes takes it at once, for it may be refused
     * later without any waiting.
     */
    public static String beginning(SqliteStatement statement) {
        SqliteTokens tokens = statement.tokens();
        if (!tokens.next() || !tokens.is("BEGIN")) {
            return statement.text();
        }
        boolean more = tokens.next();
        if (more && tokens.is("DEFERRED")) {
            more = tokens.next();
        }
        if (more && tokens.is("TRANSACTION")) {
            boolean named = tokens.next();
            more = named && tokens.next();
        }
        return more ? statement.text() : "BEGIN IMMEDIATE";
    }

    /** Whether {@code statement}, which begins with its first token, begins a transaction. */
    public static boolean begins(String statement) {
        return statement.regionMatches(true, 0, "BEGIN", 0, 5)
                && (statement.length() == 5 || !SqliteTokens.isWordPart(statement.charAt(5)));
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
        if (inBlock) {
            return TransactionEffect.NONE;
        }
        if (pragma.is("wal_checkpoint")) {
            return TransactionEffect.REFUSES_IT;
        }
        if (!pragma.sets()) {
            return TransactionEffect.NONE;
        }
        if (pragma.is("journal_mode")) {
            // it can last, so it counts as done; within a transaction SQLite passes over it without an error
            return TransactionEffect.REFUSES_IT;
        }
        return pragma.is("foreign_keys") || pragma.is("synchronous") || pragma.is("temp_store")
                ? TransactionEffect.SESSION_ONLY
                : TransactionEffect.NONE;
    }
}
