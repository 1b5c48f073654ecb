package io.migri.python.reading;

import io.migri.python.engine.PythonSource;
import io.migri.spi.script.ScriptException;
import java.util.List;

/**
 * What a migration says to Migri in the comments before its first statement.
 *
 * @param noTransaction whether it is to run outside of the run's transaction
 */
public record PythonHead(boolean noTransaction) {
    private static final String MARK = "migri:";
    private static final String NO_TRANSACTION = "no-transaction";

    /** Reads lines up to the first that is neither blank nor a comment. */
    public static PythonHead of(PythonSource source) throws ScriptException {
        boolean noTransaction = false;
        List<String> lines = source.lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                break;
            }
            noTransaction |= saysNoTransaction(line, lines.get(i), i + 1);
        }
        return new PythonHead(noTransaction);
    }

    private static boolean saysNoTransaction(String comment, String line, int number) throws ScriptException {
        String text = comment.isEmpty() ? "" : comment.substring(1).strip();
        if (!text.startsWith(MARK)) {
            return false;
        }
        String directive = text.substring(MARK.length()).strip();
        if (!directive.equals(NO_TRANSACTION)) {
            throw new ScriptException(
                    "unknown directive \"" + directive + "\"; the only one is \"" + NO_TRANSACTION + "\"",
                    number,
                    line.indexOf(MARK) + 1);
        }
        return true;
    }
}
