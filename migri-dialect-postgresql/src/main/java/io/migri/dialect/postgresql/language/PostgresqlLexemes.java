package io.migri.dialect.postgresql.language;

import io.migri.spi.script.ScriptCursor;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The tokens of one statement, noted down while it is read, so that all questions about it are answered from one reading. It is used again
 * for the next statement. Of a
 * very long one only words are noted towards the end.
 */
public final class PostgresqlLexemes {
    private static final int MOST_VALUES = 20_000;

    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private PostgresqlLexeme[] sorts = new PostgresqlLexeme[64];
    private int count;
    private int turn;
    private boolean complete = true;

    /** The tokens of {@code text}, as far as it can be read, where that was not read as part of a script. */
    static PostgresqlLexemes of(String text, boolean standardStrings) {
        PostgresqlLexemes lexemes = new PostgresqlLexemes();
        ScriptCursor cursor = ScriptCursor.of(text);
        PostgresqlTokens tokens = new PostgresqlTokens(cursor, new PostgresqlStrings(standardStrings));
        cursor.mark();
        while (lexemes.takeFrom(cursor, tokens)) {
            // one after the other
        }
        return lexemes;
    }

    /** Takes and notes the next token, which {@code cursor} keeps from the text's beginning on; whether there was one. */
    boolean takeFrom(ScriptCursor cursor, PostgresqlTokens tokens) {
        try {
            while (tokens.takeFiller()) {
                // white space or a comment
            }
            int first = cursor.peek();
            if (first == ScriptCursor.END) {
                return false;
            }
            int start = cursor.length();
            add(tokens.take(first), start, cursor.length());
            return true;
        } catch (IOException unclosed) {
            return false;
        }
    }

    /** Begins another statement. */
    void clear() {
        count = 0;
        turn++;
        complete = true;
    }

    /** Which statement it is, counted: where it is another one than before, the tokens of that one are gone. */
    public int turn() {
        return turn;
    }

    /** Whether all of them are noted. */
    public boolean complete() {
        return complete;
    }

    void add(PostgresqlLexeme sort, int start, int end) {
        if (count >= MOST_VALUES && sort != PostgresqlLexeme.WORD && sort != PostgresqlLexeme.NAME) {
            complete = false;
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            sorts = Arrays.copyOf(sorts, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        sorts[count++] = sort;
    }

    public int count() {
        return count;
    }

    public int start(int index) {
        return starts[index];
    }

    public int end(int index) {
        return ends[index];
    }

    /** Also beyond the last one, where it is a symbol that is no character. */
    public PostgresqlLexeme sort(int index) {
        return index < count ? sorts[index] : PostgresqlLexeme.SYMBOL;
    }

    /** That one as it is written. */
    public String written(String text, int index) {
        return index < count ? text.substring(starts[index], ends[index]) : "";
    }

    /** The name that it is, as the catalogs have it. */
    public String name(String text, int index) {
        String written = written(text, index);
        if (sort(index) != PostgresqlLexeme.NAME) {
            return written.toLowerCase(Locale.ROOT);
        }
        int quote = written.indexOf('"');
        String name = written.substring(quote + 1, written.length() - 1).replace("\"\"", "\"");
        return quote > 0 ? PostgresqlLiteral.name(name) : name;
    }

    /** Whether it may be a name. */
    public boolean isName(int index) {
        return sort(index) == PostgresqlLexeme.WORD || sort(index) == PostgresqlLexeme.NAME;
    }

    /** Whether that one is {@code symbol}. */
    public boolean is(String text, int index, char symbol) {
        return index >= 0
                && index < count
                && sorts[index] == PostgresqlLexeme.SYMBOL
                && text.charAt(starts[index]) == symbol;
    }

    /** Whether that one is the keyword {@code word}. */
    boolean is(String text, int index, String word) {
        return index >= 0
                && index < count
                && sorts[index] == PostgresqlLexeme.WORD
                && ends[index] - starts[index] == word.length()
                && text.regionMatches(true, starts[index], word, 0, word.length());
    }
}
