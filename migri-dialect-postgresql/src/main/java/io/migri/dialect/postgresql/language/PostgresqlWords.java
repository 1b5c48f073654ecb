package io.migri.dialect.postgresql.language;

import io.migri.spi.script.ScriptCursor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words of one statement in order, without white space and comments. A name or keyword comes in upper case, a quoted name or
 * a string with its quotes, anything else as a single character. Used by one thread.
 */
public final class PostgresqlWords {

    /** What {@link #next} returns beyond the last word. */
    public static final String END = "";

    private final String text;
    private final PostgresqlLexemes lexemes;
    /** Null where the reader of the script has taken all tokens already. */
    private final @Nullable ScriptCursor cursor;

    private final @Nullable PostgresqlTokens tokens;
    private int index = -1;

    /** Words of a statement that was not read as part of a script, taken as they are asked for. */
    public PostgresqlWords(String text) {
        this.text = text;
        this.lexemes = new PostgresqlLexemes();
        ScriptCursor taken = ScriptCursor.of(text);
        taken.mark();
        this.cursor = taken;
        this.tokens = new PostgresqlTokens(taken, new PostgresqlStrings(true));
    }

    /** Words of a statement whose tokens are known. */
    PostgresqlWords(String text, PostgresqlLexemes lexemes) {
        this.text = text;
        this.lexemes = lexemes;
        this.cursor = null;
        this.tokens = null;
    }

    /** The next word, or {@link #END}. */
    public String next() {
        if (!advance()) {
            return END;
        }
        return lexemes.sort(index) == PostgresqlLexeme.WORD ? written().toUpperCase(Locale.ROOT) : written();
    }

    private boolean advance() {
        if (index + 1 >= lexemes.count() && (cursor == null || tokens == null || !lexemes.takeFrom(cursor, tokens))) {
            index = lexemes.count();
            return false;
        }
        index++;
        return true;
    }

    /** The next word outside of parentheses, or {@link #END}. */
    public String nextOutside() {
        int depth = 0;
        while (advance()) {
            if (lexemes.is(text, index, '(')) {
                depth++;
            } else if (lexemes.is(text, index, ')')) {
                depth--;
            } else if (depth == 0) {
                index--;
                return next();
            }
        }
        return END;
    }

    /** Whether {@code wanted} is among the words to come, outside of parentheses. */
    public boolean containsOutside(String wanted) {
        for (String word = nextOutside(); !word.equals(END); word = nextOutside()) {
            if (word.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Where the last word begins in the text. */
    public int start() {
        return index < lexemes.count() ? lexemes.start(index) : text.length();
    }

    /** Where the last word ends. */
    public int end() {
        return index < lexemes.count() ? lexemes.end(index) : text.length();
    }

    /** The last word as it is written. */
    public String written() {
        return text.substring(start(), end());
    }
}
