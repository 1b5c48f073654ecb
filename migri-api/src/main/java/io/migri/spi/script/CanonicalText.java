package io.migri.spi.script;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Writes the tokens of a statement with one character between each two, for {@link io.migri.spi.DialectSession#canonical}. So {@code a
 * - -1} and {@code a --1} never become one, nor do {@code 'a' 'b'} and {@code 'a''b'}. A line end within a token is a line feed, however
 * it was written: programs that check files out change it. Semicolons at the end are left out. To call, not to implement; used by one
 * thread.
 */
public final class CanonicalText {
    private final String statement;
    private char[] text;
    private int length;

    public CanonicalText(String statement) {
        this.statement = requireNonNull(statement, "statement");
        this.text = new char[statement.length() + statement.length() / 4 + 16];
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
        if (length > 0) {
            require(1);
            text[length++] = separator;
        }
    }

    /** Adds a stretch of the statement to the token, as it is. */
    public void keep(int start, int end) {
        int from = start;
        for (int at = carriageReturn(start, end); at >= 0; at = carriageReturn(at + 1, end)) {
            if (statement.charAt(at + 1) == '\n') {
                copy(from, at);
                from = at + 1;
            }
        }
        copy(from, end);
    }

    /** The first before the last character; -1 where there is none. */
    private int carriageReturn(int start, int end) {
        for (int i = start; i + 1 < end; i++) {
            if (statement.charAt(i) == '\r') {
                return i;
            }
        }
        return -1;
    }

    private void copy(int start, int end) {
        require(end - start);
        statement.getChars(start, end, text, length);
        length += end - start;
    }

    /** Adds a stretch of the statement to the token, in which the case of the letters A to Z means nothing. */
    public void fold(int start, int end) {
        require(end - start);
        for (int i = start; i < end; i++) {
            char next = statement.charAt(i);
            text[length++] = next >= 'A' && next <= 'Z' ? (char) (next + 32) : next;
        }
    }

    /** The text is built by hand, because a {@link StringBuilder} takes stretches of another text character by character. */
    private void require(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(length + more, text.length * 2));
        }
    }

    /** The tokens so far. */
    @Override
    public String toString() {
        int end = length;
        while (end > 0 && text[end - 1] == ';' && (end == 1 || text[end - 2] == ' ')) {
            end = Math.max(0, end - 2);
        }
        return new String(text, 0, end);
    }
}
