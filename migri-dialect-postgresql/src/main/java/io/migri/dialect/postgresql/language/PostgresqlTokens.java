package io.migri.dialect.postgresql.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;

/**
 * Takes the tokens that can hide a semicolon off a script
 * (<a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">manual</a>).
 */
public final class PostgresqlTokens {
    private final ScriptCursor cursor;
    private final PostgresqlStrings strings;

    /** Tokens of a script whose strings are of that kind as far as it was read. */
    public PostgresqlTokens(ScriptCursor cursor, PostgresqlStrings strings) {
        this.cursor = cursor;
        this.strings = strings;
    }

    /** Takes white space and comments; whether there were any. */
    public boolean takeFiller() throws IOException {
        int next = cursor.peek();
        if (PostgresqlText.isSpace(next)) {
            cursor.take();
        } else if (next == '-' && cursor.peek(1) == '-') {
            takeLineComment();
        } else if (next == '/' && cursor.peek(1) == '*') {
            takeBlockComment();
        } else {
            return false;
        }
        return true;
    }

    /** Takes a string without a prefix. */
    public void takeString() throws IOException {
        takeString(!strings.standard());
    }

    public void takeQuotedName() throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        if (!cursor.takeQuoted('"')) {
            throw new ScriptException("this double quote is not closed; the file ends within the name", line, column);
        }
    }

    /** Takes the token that begins with {@code first}, which is ahead and no filler; what it is. */
    public PostgresqlLexeme take(int first) throws IOException {
        if (PostgresqlText.isWordStart(first)) {
            return takeWord();
        }
        return switch (first) {
            case '\'' -> {
                takeString();
                yield PostgresqlLexeme.STRING;
            }
            case '"' -> {
                takeQuotedName();
                yield PostgresqlLexeme.NAME;
            }
            case '$' -> takeDollar();
            default -> takeNumberOrSymbol(first);
        };
    }

    private PostgresqlLexeme takeNumberOrSymbol(int first) throws IOException {
        if (PostgresqlText.isDigit(first)) {
            takeNumber();
            return PostgresqlLexeme.NUMBER;
        }
        cursor.take();
        return PostgresqlLexeme.SYMBOL;
    }

    /** Takes a word, and the string that it is the prefix of; what it is. */
    public PostgresqlLexeme takeWord() throws IOException {
        int first = cursor.take();
        boolean single = true;
        while (PostgresqlText.isWordPart(cursor.peek())) {
            cursor.take();
            single = false;
        }
        return single ? takePrefixed(first) : PostgresqlLexeme.WORD;
    }

    /** Takes a number, which a dollar sign is no part of. */
    public void takeNumber() throws IOException {
        while (cursor.peek() != '$' && PostgresqlText.isWordPart(cursor.peek())) {
            cursor.take();
        }
    }

    /** Takes what a dollar sign begins: a dollar quote, or a parameter such as {@code $1}. */
    public PostgresqlLexeme takeDollar() throws IOException {
        String tag = dollarTag();
        if (tag.isEmpty()) {
            cursor.take();
            return PostgresqlLexeme.SYMBOL;
        }
        int line = cursor.line();
        int column = cursor.column();
        cursor.take(tag.length());
        while (cursor.peek() != '$' || !isAhead(tag)) {
            if (cursor.take() == ScriptCursor.END) {
                throw new ScriptException(
                        "this " + tag + " has no second one; the file ends within the string", line, column);
            }
        }
        cursor.take(tag.length());
        return PostgresqlLexeme.STRING;
    }

    private PostgresqlLexeme takePrefixed(int prefix) throws IOException {
        int next = cursor.peek();
        if (next == '\'') {
            switch (prefix) {
                case 'e', 'E' -> takeString(true);
                case 'b', 'B', 'x', 'X' -> takeString(false);
                default -> takeString();
            }
            return PostgresqlLexeme.STRING;
        }
        return (prefix == 'u' || prefix == 'U') && next == '&' ? takeUnicode() : PostgresqlLexeme.WORD;
    }

    private PostgresqlLexeme takeUnicode() throws IOException {
        int quote = cursor.peek(1);
        if (quote == '\'') {
            cursor.take();
            takeString(false);
            return PostgresqlLexeme.STRING;
        }
        if (quote == '"') {
            cursor.take();
            takeQuotedName();
            return PostgresqlLexeme.NAME;
        }
        return PostgresqlLexeme.WORD;
    }

    private void takeString(boolean backslashes) throws IOException {
        do {
            int line = cursor.line();
            int column = cursor.column();
            if (!(backslashes ? cursor.takeBackslashQuoted('\'') : cursor.takeQuoted('\''))) {
                throw new ScriptException("this quote is not closed; the file ends within the string", line, column);
            }
        } while (backslashes == strings.standard() && takeContinuation());
    }

    /**
     * Strings with a line end between them are one, so the second is read as the first, prefix and all; a comment counts as part of its line's
     * end. Takes what is between; whether there is a second.
     */
    private boolean takeContinuation() throws IOException {
        int distance = 0;
        boolean lineEnd = false;
        while (true) {
            int next = cursor.peek(distance);
            if (PostgresqlText.isSpace(next)) {
                lineEnd |= next == '\n' || next == '\r';
                distance++;
            } else if (next == '-' && cursor.peek(distance + 1) == '-') {
                distance = endOfLine(distance);
            } else {
                break;
            }
        }
        boolean continued = lineEnd && cursor.peek(distance) == '\'';
        cursor.take(continued ? distance : 0);
        return continued;
    }

    private int endOfLine(int from) throws IOException {
        int distance = from;
        while (!endsLine(cursor.peek(distance))) {
            distance++;
        }
        return distance;
    }

    private void takeLineComment() throws IOException {
        while (!endsLine(cursor.peek())) {
            cursor.take();
        }
    }

    private static boolean endsLine(int character) {
        return character == '\n' || character == '\r' || character == ScriptCursor.END;
    }

    private void takeBlockComment() throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        if (!cursor.takeBlockComment(true)) {
            throw new ScriptException(
                    "this comment is not closed; comments nest, so each /* in it needs its own */", line, column);
        }
    }

    /** The dollar quote's delimiter that the cursor stands on, such as {@code $body$}; empty where there is none. */
    private String dollarTag() throws IOException {
        int length = 1;
        if (PostgresqlText.isWordStart(cursor.peek(length))) {
            do {
                length++;
            } while (cursor.peek(length) != '$' && PostgresqlText.isWordPart(cursor.peek(length)));
        }
        if (cursor.peek(length) != '$') {
            return "";
        }
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i <= length; i++) {
            tag.append((char) cursor.peek(i));
        }
        return tag.toString();
    }

    private boolean isAhead(String text) throws IOException {
        for (int i = 1; i < text.length(); i++) {
            if (cursor.peek(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
