package io.migri.dialect.postgresql;

import java.util.Locale;

/**
 * The words of one statement in order, without white space and comments. A name or keyword comes in upper case, a quoted name or
 * a string with its quotes, anything else as a single character. Used by one thread.
 */
final class PostgresqlWords {

    /** What {@link #next} returns beyond the last word. */
    static final String END = "";

    private final String text;
    private int start;
    private int position;

    PostgresqlWords(String text) {
        this.text = text;
    }

    /** The next word, or {@link #END}. */
    String next() {
        skipFiller();
        start = position;
        if (position >= text.length()) {
            return END;
        }
        char first = text.charAt(start);
        if (first == '\'' || first == '"') {
            skipQuoted(first, false);
        } else if (PostgresqlText.isWordStart(first)) {
            return word();
        } else {
            position++;
        }
        return text.substring(start, position);
    }

    /** The next word outside of parentheses, or {@link #END}. */
    String nextOutside() {
        int depth = 0;
        for (String word = next(); !word.equals(END); word = next()) {
            if (word.equals("(")) {
                depth++;
            } else if (word.equals(")")) {
                depth--;
            } else if (depth == 0) {
                return word;
            }
        }
        return END;
    }

    /** Whether {@code wanted} is among the words to come, outside of parentheses. */
    boolean containsOutside(String wanted) {
        for (String word = nextOutside(); !word.equals(END); word = nextOutside()) {
            if (word.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Where the last word begins in the text. */
    int start() {
        return start;
    }

    /** Where the last word ends. */
    int end() {
        return position;
    }

    /** The last word as it is written. */
    String written() {
        return text.substring(start, position);
    }

    private String word() {
        while (position < text.length() && PostgresqlText.isWordPart(text.charAt(position))) {
            position++;
        }
        boolean prefix = position == start + 1 && position < text.length() && text.charAt(position) == '\'';
        if (prefix) {
            skipQuoted('\'', text.charAt(start) == 'e' || text.charAt(start) == 'E');
            return text.substring(start, position);
        }
        return text.substring(start, position).toUpperCase(Locale.ROOT);
    }

    private void skipFiller() {
        while (position < text.length()) {
            char next = text.charAt(position);
            if (PostgresqlText.isSpace(next)) {
                position++;
            } else if (text.startsWith("--", position)) {
                skipLine();
            } else if (text.startsWith("/*", position)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipLine() {
        while (position < text.length() && text.charAt(position) != '\n' && text.charAt(position) != '\r') {
            position++;
        }
    }

    private void skipBlockComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (text.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        } while (depth > 0 && position < text.length());
    }

    private void skipQuoted(char quote, boolean backslashes) {
        position++;
        while (position < text.length()) {
            char next = text.charAt(position++);
            if (backslashes && next == '\\') {
                position++;
            } else if (next == quote) {
                if (position >= text.length() || text.charAt(position) != quote) {
                    break;
                }
                position++;
            }
        }
        position = Math.min(position, text.length());
    }
}
