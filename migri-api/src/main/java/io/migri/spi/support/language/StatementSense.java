package io.migri.spi.support.language;

import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import java.util.List;

/**
 * What the statements of one script mean. Implemented by dialects; a new one for each script, so it may remember what came before. Used
 * by one thread.
 */
@FunctionalInterface
public interface StatementSense {
    /** So many tokens of a statement are shown. */
    int SHOWN = 16;

    /**
     * Says what {@code statement} does to transactions and to its session. Sends nothing. Called for each statement of the script, in order.
     *
     * @param statement as it was read, with the effect {@code NONE}
     * @param beginning its first tokens, {@value #SHOWN} at most; never empty. {@link Lexicon#tokens} has them all
     * @return the same statement with what is known of it
     * @throws ScriptException where no migration may hold such a statement
     */
    SqlStatement of(SqlStatement statement, List<Token> beginning) throws ScriptException;

    /** Refuses {@code statement} where {@code refused} is true, with its place in the script. */
    static void refuseIf(boolean refused, SqlStatement statement, String reason) throws ScriptException {
        if (refused) {
            throw new ScriptException(reason, statement.line(), statement.column());
        }
    }
}
