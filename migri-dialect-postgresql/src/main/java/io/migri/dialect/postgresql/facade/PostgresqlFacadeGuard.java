package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.effect.PostgresqlRefusals;
import io.migri.dialect.postgresql.effect.PostgresqlTransactionRules;
import io.migri.dialect.postgresql.facade.codec.PostgresqlFacadeRefusal;
import io.migri.dialect.postgresql.language.PostgresqlSplitter;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps what a script sends from ending the run's transaction, giving up its lock, or unsettling the driver. */
final class PostgresqlFacadeGuard {
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
        "DATESTYLE",
        "ADVISORY"
    };

    private PostgresqlFacadeGuard() {}

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
        PostgresqlStrings strings = new PostgresqlStrings(standardStrings);
        try (PostgresqlSplitter splitter = new PostgresqlSplitter(new StringReader(text), strings)) {
            for (PostgresqlStatement next = splitter.next(); next != null; next = splitter.next()) {
                check(next, withinTransaction);
            }
        } catch (ScriptException e) {
            // the server says better what is wrong with it, and executes nothing of a message that it cannot read
        }
    }

    private static void check(PostgresqlStatement statement, boolean withinTransaction) throws SQLException {
        String first = statement.words().next();
        if (withinTransaction && controls(statement)) {
            throw new PostgresqlFacadeRefusal(first, INSTEAD);
        }
        Optional<String> reason = PostgresqlRefusals.reason(statement)
                .or(() -> PostgresqlRefusals.givingUpLock(statement, OptionalLong.empty()));
        if (reason.isPresent()) {
            throw new PostgresqlFacadeRefusal(first, reason.get());
        }
    }

    private static boolean controls(PostgresqlStatement statement) {
        TransactionEffect effect = PostgresqlTransactionRules.effect(statement.words());
        return effect.begins()
                || effect.ends()
                || effect == TransactionEffect.STRAY
                || (statement.is(0, "PREPARE") && statement.is(1, "TRANSACTION"));
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
