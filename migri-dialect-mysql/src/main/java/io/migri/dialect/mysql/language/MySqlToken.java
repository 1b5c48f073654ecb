package io.migri.dialect.mysql.language;

import java.util.Locale;

/**
 * A part of a statement.
 *
 * @param text without quotes
 * @param start where it stands
 * @param end where it ends, exclusive
 */
public record MySqlToken(Kind kind, String text, int start, int end) {

    /** What a token is. */
    public enum Kind {
        /** A keyword, a number, or a name without quotes. */
        WORD,
        /** A quoted name. */
        NAME,
        /** A text in quotes. */
        TEXT,
        SYMBOL
    }

    /** In upper case; empty for what is quoted. */
    public String word() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : kind == Kind.SYMBOL ? text : "";
    }

    public boolean is(String wanted) {
        boolean comparable = kind == Kind.WORD || kind == Kind.SYMBOL;
        return comparable && text.equalsIgnoreCase(wanted);
    }

    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }
}
