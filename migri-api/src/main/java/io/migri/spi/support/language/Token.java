package io.migri.spi.support.language;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A piece of a statement that means something, as a {@link Lexicon} finds it. White space and comments are none.
 *
 * @param value a word in upper case, a name without its quotes, anything else as it stands
 * @param start the index of its first character in the statement
 * @param end the index behind its last one
 */
public record Token(Kind kind, String value, int start, int end) {
    public Token {
        requireNonNull(kind, "kind");
        requireNonNull(value, "value");
    }

    /** What it is. */
    public enum Kind {
        /** A keyword, or a name without quotes. */
        WORD,
        /** A name in quotes. */
        NAME,
        /** A text, quotes and prefix included. */
        TEXT,
        NUMBER,
        /** An operator, or any other character. */
        SYMBOL
    }

    /** Whether it is that word, which is given in upper case. A name in quotes is none. */
    public boolean is(String word) {
        return kind == Kind.WORD && value.equals(word);
    }

    /** Whether it can name something. */
    public boolean names() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }

    /** Whether the token at that place, counted from 0, is there and is {@code word}, which is given in upper case. */
    public static boolean isAt(int place, List<Token> tokens, String word) {
        return tokens.size() > place && tokens.get(place).is(word);
    }
}
