package io.migri.core.script;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a script says to Migri in the comments of its head, before its first statement: behind {@code --} or {@code #}, or in a block comment,
 * whatever other comments, such as a licence, stand in front of it.
 *
 * @param noTransaction whether each statement is to run by itself, in no transaction but its own
 * @param repeatable whether it is to be applied again whenever it has changed
 * @param depends the names of the repeatables that come before it, as they are written
 */
public record Directives(boolean noTransaction, boolean repeatable, List<String> depends) {
    private static final String MARK = "migri:";
    private static final String NO_TRANSACTION = "no-transaction";
    private static final String REPEATABLE = "repeatable";
    private static final String DEPENDS = "depends ";

    public Directives {
        depends = List.copyOf(depends);
    }

    /** Those of a migration. */
    Directives(boolean noTransaction) {
        this(noTransaction, false, List.of());
    }

    /**
     * Reads the head of a migration, up to its first character that is neither white space nor a part of a comment.
     *
     * @throws ScriptException where it says something that is not known
     */
    static Directives read(Reader script) throws IOException {
        return new Head(new ScriptCursor(script), false).read();
    }

    /** The same for a file among the repeatables. */
    public static Directives ofRepeatable(Reader script) throws IOException {
        return new Head(new ScriptCursor(script), true).read();
    }

    /** The comments at the beginning of a script. */
    private static final class Head {
        private final ScriptCursor cursor;
        private final boolean amongRepeatables;
        private final List<String> depends = new ArrayList<>();
        private boolean noTransaction;
        private boolean repeatable;

        Head(ScriptCursor cursor, boolean amongRepeatables) {
            this.cursor = cursor;
            this.amongRepeatables = amongRepeatables;
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
            return new Directives(noTransaction, repeatable, depends);
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
            private static final int LONGEST = 2_000;

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
                String word = directive.toLowerCase(Locale.ROOT);
                if (word.equals(NO_TRANSACTION)) {
                    noTransaction = true;
                } else if (amongRepeatables && word.equals(REPEATABLE)) {
                    repeatable = true;
                } else if (amongRepeatables && word.startsWith(DEPENDS)) {
                    depends.add(directive.substring(DEPENDS.length()).strip());
                } else {
                    throw new ScriptException(refusal(directive, word), number, column);
                }
            }

            private String refusal(String directive, String word) {
                String unknown = "unknown directive \"" + directive + "\"; ";
                if (amongRepeatables) {
                    return unknown + "there are \"" + REPEATABLE + "\", \"" + DEPENDS + "NAME\" and \"" + NO_TRANSACTION
                            + "\"";
                }
                return word.equals(REPEATABLE) || word.startsWith(DEPENDS)
                        ? "\"" + directive + "\" is for files in the folder " + REPEATABLE
                        : unknown + "the only one is \"" + NO_TRANSACTION + "\"";
            }
        }
    }
}
