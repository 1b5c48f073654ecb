package io.migri.spi.script;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the tokens of a statement with one character between each two, for {@link Language#canonical}. So {@code a
 * - -1} and {@code a --1} never become one, nor do {@code 'a' 'b'} and {@code 'a''b'}. A line end within a token is a line feed, however
 * it was written: programs that check files out change it. Semicolons at the end are left out. To call, not to implement; used by one
 * thread.
 */
public final class CanonicalText {
    /** So much of it is put together in one place; the pieces behind each other are no larger than the text. */
    private static final int PIECE = 64 * 1024;

    private final String statement;
    private final List<String> pieces = new ArrayList<>();
    private char[] text;
    private int length;

    public CanonicalText(String statement) {
        this.statement = requireNonNull(statement, "statement");
        this.text = new char[Math.min(PIECE, statement.length() + statement.length() / 4 + 16)];
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
        if (length > 0 || !pieces.isEmpty()) {
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
        for (int from = start; from < end; from += PIECE) {
            int to = Math.min(end, from + PIECE);
            require(to - from);
            statement.getChars(from, to, text, length);
            length += to - from;
        }
    }

    /** Adds a stretch of the statement to the token, in which the case of the letters A to Z means nothing. */
    public void fold(int start, int end) {
        for (int i = start; i < end; i++) {
            require(1);
            char next = statement.charAt(i);
            text[length++] = next >= 'A' && next <= 'Z' ? (char) (next + 32) : next;
        }
    }

    /** The text is built by hand, because a {@link StringBuilder} takes stretches of another text character by character. */
    private void require(int more) {
        if (length + more > text.length && length >= PIECE) {
            putAside();
        }
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(length + more, text.length * 2));
        }
    }

    /** What ends a statement is taken off at the end, so that much of it stays. */
    private void putAside() {
        int moved = length - PIECE / 2;
        pieces.add(new String(text, 0, moved));
        System.arraycopy(text, moved, text, 0, length - moved);
        length -= moved;
    }

    /** The tokens so far. */
    @Override
    public String toString() {
        int end = length;
        while (end > 0 && text[end - 1] == ';' && (end == 1 || text[end - 2] == ' ')) {
            end = Math.max(0, end - 2);
        }
        String last = new String(text, 0, end);
        if (pieces.isEmpty()) {
            return last;
        }
        List<String> all = new ArrayList<>(pieces);
        all.add(last);
        return String.join("", all);
    }
}
