package io.migri.spi.support.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.support.language.Vocabulary.Blocks;
import io.migri.spi.support.language.Vocabulary.Dollars;
import io.migri.spi.support.language.Vocabulary.Quote;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Takes one token after the other off a cursor. Places are those in the text that the cursor keeps. */
final class Lexer {
    /** Longer words than those that a body begins and ends with. */
    private static final int LONG = 16;

    private final Vocabulary vocabulary;
    private final ScriptCursor cursor;
    private Comments comments = (start, end) -> {};
    private Token.@Nullable Kind kind;
    private boolean closed = true;
    private final StringBuilder word = new StringBuilder();
    private int first;
    private int start;
    private int prefix;
    private int line;
    private int column;

    Lexer(Vocabulary vocabulary, ScriptCursor cursor) {
        this.vocabulary = vocabulary;
        this.cursor = cursor;
    }

    /** One over a text that is in memory. */
    static Lexer of(Vocabulary vocabulary, String text) {
        ScriptCursor cursor = ScriptCursor.of(text);
        cursor.mark();
        return new Lexer(vocabulary, cursor);
    }

    void onComment(Comments told) {
        comments = told;
    }

    /** Moves to the next token of a text that is in memory; false at its end. */
    boolean next() {
        try {
            while (take()) {
                if (kind != null) {
                    return true;
                }
                comments.comment(start, cursor.length());
            }
            return false;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Takes white space, and then a token or a comment; false at the end of the script. */
    boolean take() throws IOException {
        while (Character.isWhitespace(cursor.peek())) {
            cursor.take();
        }
        start = cursor.length();
        line = cursor.line();
        column = cursor.column();
        first = cursor.peek();
        closed = true;
        prefix = 0;
        if (cursor.peek() == ScriptCursor.END) {
            return false;
        }
        kind = takeComment() ? null : takeToken();
        return true;
    }

    /** What was taken. Not to be asked behind a comment. */
    Token.Kind kind() {
        Token.Kind taken = kind;
        if (taken == null) {
            throw new IllegalStateException("a comment is no token");
        }
        return taken;
    }

    boolean isComment() {
        return kind == null;
    }

    /** Whether it is that one character. */
    boolean isSign(char sign) {
        return kind == Token.Kind.SYMBOL && first == sign;
    }

    /** The word that was taken, in upper case; nothing where it is another token, or a long word. */
    String word() {
        return kind == Token.Kind.WORD && word.length() < LONG ? word.toString() : "";
    }

    /** Whether what was taken ended before the script did. */
    boolean isClosed() {
        return closed;
    }

    int start() {
        return start;
    }

    int end() {
        return cursor.length();
    }

    /** How long what stands before the quote is. */
    int prefix() {
        return prefix;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    /** What was taken of {@code text}. */
    Token token(String text) {
        return vocabulary.token(text, kind(), start, end());
    }

    private boolean takeComment() throws IOException {
        for (String beginning : vocabulary.comments().lines()) {
            if (cursor.lookingAt(beginning)) {
                cursor.takeLine();
                return true;
            }
        }
        if (vocabulary.comments().blocks() == Blocks.NONE || !cursor.lookingAt("/*")) {
            return false;
        }
        closed = cursor.takeBlockComment(vocabulary.comments().blocks() == Blocks.NESTED);
        return true;
    }

    private Token.Kind takeToken() throws IOException {
        Quote quote = quote();
        if (quote != null) {
            cursor.take(prefix);
            closed = quote.backslash() ? cursor.takeBackslashQuoted(quote.close()) : cursor.takeQuoted(quote.close());
            return quote.kind();
        }
        if (cursor.peek() == '$' && takeDollars()) {
            return Token.Kind.TEXT;
        }
        if (Vocabulary.isDigit(cursor.peek()) || (cursor.peek() == '.' && Vocabulary.isDigit(cursor.peek(1)))) {
            takeNumber();
            return Token.Kind.NUMBER;
        }
        if (vocabulary.isWordPart(cursor.peek())) {
            takeWord();
            return Token.Kind.WORD;
        }
        takeSymbol();
        return Token.Kind.SYMBOL;
    }

    /** The one that begins here, perhaps behind a prefix. */
    private @Nullable Quote quote() throws IOException {
        for (String before : vocabulary.prefixes()) {
            Quote quote = cursor.lookingAt(before) ? quoteAt(before.length()) : null;
            if (quote != null) {
                prefix = before.length();
                return quote;
            }
        }
        return quoteAt(0);
    }

    private @Nullable Quote quoteAt(int distance) throws IOException {
        return vocabulary.quotes().get((char) cursor.peek(distance));
    }

    private boolean takeDollars() throws IOException {
        StringBuilder tag = new StringBuilder("$");
        int length = 1;
        while (vocabulary.dollars() == Dollars.TAGGED && isTagPart(cursor.peek(length), length)) {
            tag.append((char) cursor.peek(length++));
        }
        if (vocabulary.dollars() == Dollars.NONE || cursor.peek(length) != '$') {
            return false;
        }
        String end = tag.append('$').toString();
        cursor.take(end.length());
        while (!cursor.lookingAt(end)) {
            if (cursor.take() == ScriptCursor.END) {
                closed = false;
                return true;
            }
        }
        cursor.take(end.length());
        return true;
    }

    private static boolean isTagPart(int character, int place) {
        return Character.isLetter(character) || character == '_' || (place > 1 && Character.isDigit(character));
    }

    /** A sign belongs to it behind an {@code e}, unless it is hexadecimal. */
    private void takeNumber() throws IOException {
        boolean hexadecimal = cursor.lookingAt("0x");
        int last = cursor.take();
        for (int next = cursor.peek(); isNumberPart(next, last, hexadecimal); next = cursor.peek()) {
            last = cursor.take();
        }
    }

    private boolean isNumberPart(int next, int last, boolean hexadecimal) throws IOException {
        boolean exponent = !hexadecimal && (last == 'e' || last == 'E') && Vocabulary.isDigit(cursor.peek(1));
        return next == '.' || vocabulary.isWordPart(next) || (exponent && (next == '+' || next == '-'));
    }

    private void takeWord() throws IOException {
        word.setLength(0);
        while (vocabulary.isWordPart(cursor.peek())) {
            int taken = cursor.take();
            if (word.length() < LONG) {
                word.append((char) Character.toUpperCase(taken));
            }
        }
    }

    private void takeSymbol() throws IOException {
        for (String operator : vocabulary.operators()) {
            if (cursor.lookingAt(operator)) {
                cursor.take(operator.length());
                return;
            }
        }
        cursor.take();
    }

    /** Told where comments are. */
    @FunctionalInterface
    interface Comments {
        void comment(int start, int end);
    }
}
