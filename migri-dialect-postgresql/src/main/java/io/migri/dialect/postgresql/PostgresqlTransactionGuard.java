package io.migri.dialect.postgresql;

import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.Optional;

/** Keeps what a script sends from ending the run's transaction, giving up its lock, or unsettling the driver. */
final class PostgresqlTransactionGuard {
    private static final String INSTEAD =
            "what the migration does and its row in the history are one transaction; write async with conn.transaction() for a part that"
                    + " may be rolled back, or begin the file with # migri: no-transaction";
    private static final String[] MARKS = {
        "BEGIN",
        "START",
        "COMMIT",
        "END",
        "ROLLBACK",
        "ABORT",
        "PREPARE",
        "DISCARD",
        "CLIENT_ENCODING",
        "NAMES",
        "DATESTYLE"
    };

    private PostgresqlTransactionGuard() {}

    /**
     * Refuses a text with such a statement; nothing of it has been executed then.
     *
     * @param withinTransaction whether transactions are not the script's business
     */
    static void check(String text, boolean standardStrings, boolean withinTransaction)
            throws SQLException, IOException {
        if (!mayMatter(text)) {
            return;
        }
        try (StatementReader reader = new PostgresqlStatementReader(new StringReader(text), standardStrings)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                refuseControl(next.text(), withinTransaction);
            }
        } catch (ScriptException e) {
            refuseWhatTheReaderRefused(text, withinTransaction);
        }
    }

    private static void refuseControl(String statement, boolean withinTransaction) throws SQLException {
        if (withinTransaction && controls(statement)) {
            throw new PostgresqlRefusal(new PostgresqlWords(statement).next(), INSTEAD);
        }
    }

    private static boolean controls(String statement) {
        PostgresqlWords words = new PostgresqlWords(statement);
        return switch (PostgresqlTransactionRules.effect(statement)) {
            case BEGINS_BLOCK, COMMITS_BLOCK, ROLLS_BACK_BLOCK -> true;
            default -> words.next().equals("PREPARE") && words.next().equals("TRANSACTION");
        };
    }

    /** What it refused for its syntax is left to the server, which says better what is wrong with it. */
    private static void refuseWhatTheReaderRefused(String text, boolean withinTransaction) throws SQLException {
        for (String statement : text.split(";", -1)) {
            refuseControl(statement, withinTransaction);
            String first = new PostgresqlWords(statement).next();
            if (first.equals("SET") || first.equals("SELECT") || first.equals("DISCARD")) {
                Optional<String> reason = PostgresqlRefusals.reason(statement);
                if (reason.isPresent()) {
                    throw new PostgresqlRefusal(first, reason.get());
                }
            }
        }
    }

    /** Quick, and true too often rather than too seldom. */
    private static boolean mayMatter(String text) {
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
