package io.migri.spi.script;

import static java.util.Objects.requireNonNull;

/**
 * Writes the tokens of a statement with one character between each two, for {@link io.migri.spi.DialectSession#canonical}. So {@code a
 * - -1} and {@code a --1} never become one, nor do {@code 'a' 'b'} and {@code 'a''b'}. A line end within a token is a line feed, however
 * it was written: programs that check files out change it. Semicolons at the end are left out. To call, not to implement; used by one
 * thread.
 */
public final class CanonicalText {
    private final String statement;
    private final StringBuilder text;

    public CanonicalText(String statement) {
        this.statement = requireNonNull(statement, "statement");
        this.text = new StringBuilder(statement.length() + statement.length() / 4);
    }

    /** What stands for a statement that cannot be taken apart. */
    public static String unread(String statement) {
        return statement.replace("\r\n", "\n").strip();
    }

    /** Begins a token. */
    public void begin() {
        begin(' ');
    }

    /** Begins a token that is set off by another separator, where what stands before it means something. */
    public void begin(char separator) {
        if (!text.isEmpty()) {
            text.append(separator);
        }
    }

    /** Adds a stretch of the statement to the token, as it is. */
    public void keep(int start, int end) {
        int from = start;
        for (int i = start; i + 1 < end; i++) {
            if (statement.charAt(i) == '\r' && statement.charAt(i + 1) == '\n') {
                text.append(statement, from, i);
                from = i + 1;
            }
        }
        text.append(statement, from, end);
    }

    /** Adds a stretch of the statement to the token, in which the case of the letters A to Z means nothing. */
    public void fold(int start, int end) {
        for (int i = start; i < end; i++) {
            char next = statement.charAt(i);
            text.append(next >= 'A' && next <= 'Z' ? (char) (next + 32) : next);
        }
    }

    /** The tokens so far. */
    @Override
    public String toString() {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ';' && (end == 1 || text.charAt(end - 2) == ' ')) {
            end = Math.max(0, end - 2);
        }
        return text.substring(0, end);
    }
}
