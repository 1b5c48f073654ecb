package io.migri.dialect.postgresql;

import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;

/** Keeps the text that a script sends from beginning or ending a transaction. */
final class PostgresqlTransactionGuard {
    private static final String INSTEAD =
            "what the migration does and its row in the history are one transaction; write async with conn.transaction() for a part that"
                    + " may be rolled back, or begin the file with # migri: no-transaction";
    private static final String[] MARKS = {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE"};

    private PostgresqlTransactionGuard() {}

    /** Refuses a text with such a statement; nothing of it has been executed then. */
    static void refuseControl(String text, boolean standardStrings) throws SQLException, IOException {
        if (!mayControl(text)) {
            return;
        }
        try (StatementReader reader = new PostgresqlStatementReader(new StringReader(text), standardStrings)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                refuseControl(next);
            }
        } catch (ScriptException e) {
            // the server says better what is wrong with it
        }
    }

    private static void refuseControl(SqlStatement statement) throws SQLException {
        TransactionEffect effect = PostgresqlTransactionRules.effect(statement.text());
        PostgresqlWords words = new PostgresqlWords(statement.text());
        String first = words.next();
        boolean prepares = first.equals("PREPARE") && words.next().equals("TRANSACTION");
        switch (effect) {
            case BEGINS_BLOCK, COMMITS_BLOCK, ROLLS_BACK_BLOCK -> throw new PostgresqlRefusal(first, INSTEAD);
            default -> {
                if (prepares) {
                    throw new PostgresqlRefusal("PREPARE TRANSACTION", INSTEAD);
                }
            }
        }
    }

    /** Quick, and true too often rather than too seldom. */
    private static boolean mayControl(String text) {
        for (int start = 0; start < text.length(); start++) {
            for (String mark : MARKS) {
                if (text.regionMatches(true, start, mark, 0, mark.length())) {
                    return true;
                }
            }
        }
        return false;
    }
}
