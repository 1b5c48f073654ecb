package io.migri.spi.script;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script's characters under a moving position, with line and column, and what every lexer needs: to look ahead, to keep a
 * stretch of text, and to skip quotes and comments. It holds the kept stretch and a window of the rest in memory, so that memory
 * does not grow with the script; a long stretch is kept in pieces, which are no larger than the text. Used by one thread.
 *
 * <p>Not a lexer: what a quote or a comment is, is the dialect's business.
 */
public final class ScriptCursor implements Closeable {

    /** What {@link #peek} returns beyond the last character. */
    public static final int END = -1;

    private static final int WINDOW = 64 * 1024;

    private final Reader reader;

    /** What the reader gives, where all of it is in memory anyway. */
    private final @Nullable String whole;

    private final List<String> pieces = new ArrayList<>();
    private char[] window;
    private int position;
    private int limit;
    private int mark = -1;

    /** Characters of the kept text that are not in the window any more. */
    private int kept;

    /** Where in the whole text the window begins. */
    private int before;

    private int line = 1;
    private int column = 1;
    private boolean drained;

    /** The cursor owns {@code reader} from now on. */
    public ScriptCursor(Reader reader) {
        this.reader = requireNonNull(reader, "reader");
        this.whole = null;
        this.window = new char[WINDOW];
    }

    private ScriptCursor(String text) {
        this.reader = new StringReader(text);
        this.whole = text;
        this.window = new char[Math.max(1, Math.min(WINDOW, text.length()))];
    }

    /** A cursor over a text that is in memory already, such as one statement. */
    public static ScriptCursor of(String text) {
        return new ScriptCursor(text);
    }

    /** One-based line of the next character. Lines end with a line feed. */
    public int line() {
        return line;
    }

    /** One-based column of the next character, in code points. */
    public int column() {
        return column;
    }

    /** The next character, not taken, or {@link #END}. */
    public int peek() throws IOException {
        return position < limit || fill(1) ? window[position] : END;
    }

    /** The character {@code distance} beyond the next one, not taken, or {@link #END}. */
    public int peek(int distance) throws IOException {
        return position + distance < limit || fill(distance + 1) ? window[position + distance] : END;
    }

    /** Takes the next character, or returns {@link #END}. */
    public int take() throws IOException {
        if (position >= limit && !fill(1)) {
            return END;
        }
        char taken = window[position++];
        if (taken == '\n') {
            line++;
            column = 1;
        } else if (!Character.isLowSurrogate(taken)) {
            column++;
        }
        return taken;
    }

    /** Takes {@code count} characters, or as many as there are. */
    public void take(int count) throws IOException {
        for (int taken = 0; taken < count && take() != END; taken++) {
            // taking is all there is to do
        }
    }

    /** Whether the text ahead begins with {@code text}, upper and lower case being the same in ASCII. */
    public boolean lookingAt(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            int ahead = peek(i);
            if (ahead == END || asciiUpper(ahead) != asciiUpper(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Keeps the text from here on, for {@link #text}. What was kept before is dropped. */
    public void mark() {
        unmark();
        mark = position;
    }

    /** No longer keeps text. */
    public void unmark() {
        mark = -1;
        kept = 0;
        pieces.clear();
    }

    /** How much text is kept so far, in characters. */
    public int length() {
        return mark < 0 ? 0 : kept + position - mark;
    }

    /** The first {@code length} characters of the kept text. */
    public String text(int length) {
        if (mark < 0) {
            throw new IllegalStateException("nothing is kept");
        }
        if (kept == 0) {
            return new String(window, mark, length);
        }
        return whole == null ? joined(length) : whole.substring(before + mark - kept, before + mark - kept + length);
    }

    private String joined(int length) {
        List<String> parts = new ArrayList<>();
        int rest = length;
        for (String piece : pieces) {
            parts.add(rest < piece.length() ? piece.substring(0, rest) : piece);
            rest -= Math.min(rest, piece.length());
        }
        parts.add(new String(window, mark, rest));
        return String.join("", parts);
    }

    /** Takes up to, and not including, the end of the line. */
    public void takeLine() throws IOException {
        for (int next = peek(); next != END && next != '\n'; next = peek()) {
            take();
        }
    }

    /**
     * Takes a quoted run in which the quote is escaped by doubling it; the cursor stands on the opening quote.
     *
     * @return whether it was closed before the script ended
     */
    public boolean takeQuoted(char close) throws IOException {
        take();
        while (takeThrough(close, close) != END) {
            if (peek() != close) {
                return true;
            }
            take();
        }
        return false;
    }

    /**
     * Takes a quoted run in which a backslash escapes any character and the quote is also escaped by doubling it; the cursor
     * stands on the opening quote.
     *
     * @return whether it was closed before the script ended
     */
    public boolean takeBackslashQuoted(char close) throws IOException {
        take();
        for (int taken = takeThrough(close, '\\'); taken != END; taken = takeThrough(close, '\\')) {
            if (taken == '\\') {
                take();
            } else if (peek() != close) {
                return true;
            } else {
                take();
            }
        }
        return false;
    }

    /** Takes everything up to one of the two, and that; {@link #END} where neither comes. Most of a script may be in quotes. */
    private int takeThrough(char one, char other) throws IOException {
        while (position < limit || fill(1)) {
            char[] characters = window;
            int end = limit;
            for (int at = position; at < end; at++) {
                char taken = characters[at];
                if (taken == '\n') {
                    line++;
                    column = 1;
                } else if (!Character.isLowSurrogate(taken)) {
                    column++;
                }
                if (taken == one || taken == other) {
                    position = at + 1;
                    return taken;
                }
            }
            position = end;
        }
        return END;
    }

    /**
     * Takes a block comment; the cursor stands on its slash.
     *
     * @param nested whether a comment within it has to be closed too
     * @return whether it was closed before the script ended
     */
    public boolean takeBlockComment(boolean nested) throws IOException {
        take(2);
        int depth = 1;
        for (int taken = take(); taken != END; taken = take()) {
            if (taken == '*' && peek() == '/') {
                take();
                if (--depth == 0) {
                    return true;
                }
            } else if (nested && taken == '/' && peek() == '*') {
                take();
                depth++;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static int asciiUpper(int character) {
        return character >= 'a' && character <= 'z' ? character - 32 : character;
    }

    /** Makes {@code count} characters available from the position on, if there are as many. */
    private boolean fill(int count) throws IOException {
        while (limit - position < count && !drained) {
            makeRoom();
            int read = reader.read(window, limit, window.length - limit);
            if (read < 0) {
                drained = true;
            } else {
                limit += read;
            }
        }
        return limit - position >= count;
    }

    private void makeRoom() {
        int keepFrom = mark < 0 ? position : mark;
        if (keepFrom > 0 && (limit == window.length || keepFrom == limit)) {
            moveTo(keepFrom);
        }
        if (limit == window.length && mark >= 0 && position > 0) {
            putAside();
        }
        if (limit == window.length) {
            window = Arrays.copyOf(window, Math.multiplyExact(window.length, 2));
        }
    }

    private void moveTo(int start) {
        System.arraycopy(window, start, window, 0, limit - start);
        position -= start;
        limit -= start;
        before += start;
        mark = mark < 0 ? -1 : 0;
    }

    /** What is kept up to the position leaves the window; a text takes half of the room there, mostly. */
    private void putAside() {
        if (whole == null) {
            pieces.add(new String(window, 0, position));
        }
        kept += position;
        moveTo(position);
    }
}
