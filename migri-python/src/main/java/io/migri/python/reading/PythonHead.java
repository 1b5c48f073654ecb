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
    private static final String REPEATABLE = "repeatable";
    private static final String DEPENDS = "depends ";

    /**
     * Reads lines up to the first that is neither blank nor a comment.
     *
     * @param repeatable whether the file is one of the repeatables, which say so; what else they say of that is for the core
     */
    public static PythonHead of(PythonSource source, boolean repeatable) throws ScriptException {
        boolean noTransaction = false;
        List<String> lines = source.lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                break;
            }
            noTransaction |= saysNoTransaction(line, lines.get(i), i + 1, repeatable);
        }
        return new PythonHead(noTransaction);
    }

    private static boolean saysNoTransaction(String comment, String line, int number, boolean repeatable)
            throws ScriptException {
        String text = comment.isEmpty() ? "" : comment.substring(1).strip();
        if (!text.startsWith(MARK)) {
            return false;
        }
        String directive = text.substring(MARK.length()).strip();
        boolean ofRepeatables = directive.equals(REPEATABLE) || directive.startsWith(DEPENDS);
        if (repeatable && ofRepeatables) {
            return false;
        }
        if (!directive.equals(NO_TRANSACTION)) {
            throw new ScriptException(
                    ofRepeatables
                            ? "\"" + directive + "\" is for files in the folder " + REPEATABLE
                            : "unknown directive \"" + directive + "\"; the only one is \"" + NO_TRANSACTION + "\"",
                    number,
                    line.indexOf(MARK) + 1);
        }
        return true;
    }
}
