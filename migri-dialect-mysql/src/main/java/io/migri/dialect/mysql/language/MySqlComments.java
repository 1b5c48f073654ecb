package io.migri.dialect.mysql.language;

import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/** Which comments are none; see <a href="https://dev.mysql.com/doc/refman/9.7/en/comments.html">comments</a>. */
public final class MySqlComments {
    private MySqlComments() {}

    /** At a comment that no server executes. */
    public static boolean atPlain(ScriptCursor cursor) throws IOException {
        int next = cursor.peek();
        if (next == '#') {
            return true;
        }
        if (next == '-' && cursor.peek(1) == '-') {
            int after = cursor.peek(2);
            return after <= ' ' || after == 0x7f;
        }
        return next == '/' && cursor.peek(1) == '*' && !atExecutable(cursor);
    }

    /** At hints to the optimizer, which look like a comment. */
    public static boolean atHints(ScriptCursor cursor) throws IOException {
        return cursor.peek() == '/' && cursor.peek(1) == '*' && cursor.peek(2) == '+';
    }

    private static boolean atExecutable(ScriptCursor cursor) throws IOException {
        return cursor.peek(2) == '!' || (cursor.peek(2) == 'M' && cursor.peek(3) == '!');
    }
}
