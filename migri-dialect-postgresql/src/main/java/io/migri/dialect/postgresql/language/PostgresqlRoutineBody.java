package io.migri.dialect.postgresql.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;

/**
 * Follows a statement's words to know whether a semicolon ends it or stands in the body of {@code CREATE FUNCTION … BEGIN ATOMIC …
 * END} (<a href="https://www.postgresql.org/docs/current/sql-createfunction.html">manual</a>). {@code CASE} has an {@code END} too.
 */
final class PostgresqlRoutineBody {
    private Head head = Head.START;
    private boolean begun;
    private boolean label;
    private int depth;
    private int line;
    private int column;

    /** Whether a semicolon belongs to the body. */
    boolean isOpen() {
        return depth > 0;
    }

    /** The complaint about a body that the script ends in. */
    ScriptException unclosed() {
        return new ScriptException("BEGIN ATOMIC without its END; the file ends within this body", line, column);
    }

    /** Looks at the word that {@code cursor} stands before. */
    void word(ScriptCursor cursor) throws IOException {
        if (head == Head.ROUTINE) {
            inRoutine(cursor);
        } else if (head != Head.OTHER) {
            head = advance(cursor);
        }
    }

    /** Notes a character that is no part of a word. What follows a dot is a name, even {@code end}. */
    void symbol(int character) {
        label = character == '.';
        begun = false;
    }

    private Head advance(ScriptCursor cursor) throws IOException {
        return switch (head) {
            case START -> isWord(cursor, "create") ? Head.CREATE : Head.OTHER;
            case CREATE -> isWord(cursor, "or") ? Head.OR : routine(cursor);
            case OR -> isWord(cursor, "replace") ? Head.REPLACE : Head.OTHER;
            case REPLACE -> routine(cursor);
            case ROUTINE, OTHER -> head;
        };
    }

    private static Head routine(ScriptCursor cursor) throws IOException {
        return isWord(cursor, "function") || isWord(cursor, "procedure") ? Head.ROUTINE : Head.OTHER;
    }

    private void inRoutine(ScriptCursor cursor) throws IOException {
        boolean name = label;
        label = isWord(cursor, "as");
        if (begun && isWord(cursor, "atomic")) {
            depth = 1;
        }
        begun = depth == 0 && isWord(cursor, "begin");
        if (begun) {
            line = cursor.line();
            column = cursor.column();
        }
        if (depth > 0 && !name) {
            depth += isWord(cursor, "case") ? 1 : isWord(cursor, "end") ? -1 : 0;
        }
    }

    private static boolean isWord(ScriptCursor cursor, String word) throws IOException {
        return cursor.lookingAt(word) && !PostgresqlText.isWordPart(cursor.peek(word.length()));
    }

    /** How much of {@code CREATE [OR REPLACE] FUNCTION} was seen. */
    private enum Head {
        START,
        CREATE,
        OR,
        REPLACE,
        ROUTINE,
        OTHER
    }
}
