package io.migri.core.script;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/**
 * What a script says to Migri in the comments of its head, before its first statement: behind {@code --} or {@code #}, or in a block comment,
 * whatever other comments, such as a licence, stand in front of it.
 *
 * @param noTransaction whether each statement is to run by itself, in no transaction but its own
 */
public record Directives(boolean noTransaction) {
    private static final String MARK = "migri:";
    private static final String NO_TRANSACTION = "no-transaction";

    /** Reads {@code script} up to its first character that is neither white space nor a part of a comment. */
    static Directives read(Reader script) throws IOException {
        return new Head(new ScriptCursor(script)).read();
    }

    /** The comments at the beginning of a script. */
    private static final class Head {
        private final ScriptCursor cursor;
        private boolean noTransaction;

        Head(ScriptCursor cursor) {
            this.cursor = cursor;
        }

        Directives read() throws IOException {
            for (int next = cursor.peek(); next != ScriptCursor.END; next = cursor.peek()) {
                if (Character.isWhitespace(next)) {
                    cursor.take();
                } else if (next == '#') {
                    cursor.take();
                    line();
                } else if (next == '-' && cursor.peek(1) == '-') {
                    cursor.take(2);
                    line();
                } else if (next == '/' && cursor.peek(1) == '*' && cursor.peek(2) != '!' && cursor.peek(3) != '!') {
                    // some databases execute what stands in /*! … */ and /*M! … */
                    block();
                } else {
                    break;
                }
            }
            return new Directives(noTransaction);
        }

        private void line() throws IOException {
            Line line = new Line();
            for (int next = cursor.peek(); next != '\n' && next != ScriptCursor.END; next = cursor.peek()) {
                line.add(next);
                cursor.take();
            }
            line.end();
        }

        /** Comments within comments are read as those who nest them do; one that is not closed is for the dialect to tell. */
        private void block() throws IOException {
            cursor.take(2);
            int depth = 1;
            Line line = new Line();
            while (depth > 0 && cursor.peek() != ScriptCursor.END) {
                if (cursor.peek() == '*' && cursor.peek(1) == '/') {
                    cursor.take(2);
                    depth--;
                } else if (cursor.peek() == '/' && cursor.peek(1) == '*') {
                    cursor.take(2);
                    depth++;
                } else if (cursor.peek() == '\n') {
                    cursor.take();
                    line.end();
                    line = new Line();
                } else {
                    line.add(cursor.peek());
                    cursor.take();
                }
            }
            line.end();
        }

        /** A line of a comment, as far as it can be a directive. */
        private final class Line {
            private static final int LONGEST = 200;

            private final StringBuilder text = new StringBuilder();
            private int number;
            private int column;

            void add(int character) {
                boolean decoration = text.isEmpty() && (Character.isWhitespace(character) || character == '*');
                if (!decoration && text.length() < LONGEST) {
                    if (text.isEmpty()) {
                        number = cursor.line();
                        column = cursor.column();
                    }
                    text.append((char) character);
                }
            }

            void end() throws ScriptException {
                String line = text.toString().strip();
                if (!line.regionMatches(true, 0, MARK, 0, MARK.length())) {
                    return;
                }
                String directive = line.substring(MARK.length()).strip();
                if (!directive.toLowerCase(Locale.ROOT).equals(NO_TRANSACTION)) {
                    throw new ScriptException(
                            "unknown directive \"" + directive + "\"; the only one is \"" + NO_TRANSACTION + "\"",
                            number,
                            column);
                }
                noTransaction = true;
            }
        }
    }
}
