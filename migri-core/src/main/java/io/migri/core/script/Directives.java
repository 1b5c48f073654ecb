package io.migri.core.script;

import io.migri.spi.script.ScriptException;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a script says to Migri in the comments of its head, before its first statement.
 *
 * @param noTransaction whether each statement is to run by itself, in no transaction but its own
 */
public record Directives(boolean noTransaction) {
    private static final String COMMENT = "--";
    private static final String MARK = "migri:";
    private static final String NO_TRANSACTION = "no-transaction";

    /** Reads lines from {@code script} up to the first that is neither blank nor a comment. */
    static Directives read(BufferedReader script) throws IOException {
        boolean noTransaction = false;
        int number = 1;
        for (String line = script.readLine(); isHead(line); line = script.readLine()) {
            noTransaction |= saysNoTransaction(line, number++);
        }
        return new Directives(noTransaction);
    }

    private static boolean isHead(@Nullable String line) {
        return line != null && (line.isBlank() || line.stripLeading().startsWith(COMMENT));
    }

    private static boolean saysNoTransaction(String line, int number) throws ScriptException {
        String comment = line.strip();
        String text = comment.startsWith(COMMENT)
                ? comment.substring(COMMENT.length()).strip()
                : "";
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
