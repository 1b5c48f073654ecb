package io.migri.dialect.postgresql.language;

import io.migri.spi.script.CanonicalText;
import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/**
 * What of a statement means something (<a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">manual</a>). Words
 * without quotes are folded as the server folds them; the body of a routine in dollar quotes is a string, so its comments count.
 */
public final class PostgresqlCanonicalText {
    private static final String OPERATOR = "+-*/<>=~!@#%^&|`?";
    private static final String LETS_SIGNS_END_IT = "~!@#%^&|`?";

    private final String statement;
    private final PostgresqlStrings strings;
    private final ScriptCursor cursor;
    private final PostgresqlTokens tokens;
    private final CanonicalText text;
    private int start;

    private PostgresqlCanonicalText(String statement, PostgresqlStrings strings) {
        this.statement = statement;
        this.strings = strings;
        this.cursor = ScriptCursor.of(statement);
        this.tokens = new PostgresqlTokens(cursor, strings);
        this.text = new CanonicalText(statement);
    }

    public static String of(String statement, PostgresqlStrings strings) {
        try {
            return new PostgresqlCanonicalText(statement, strings).read();
        } catch (IOException notUnderstood) {
            return CanonicalText.unread(statement);
        }
    }

    private String read() throws IOException {
        cursor.mark();
        while (true) {
            int behind = cursor.length();
            while (tokens.takeFiller()) {
                // white space or a comment
            }
            if (cursor.peek() == ScriptCursor.END) {
                return text.toString();
            }
            start = cursor.length();
            text.begin(continues(behind) ? '\n' : ' ');
            token(cursor.peek());
        }
    }

    /** Whether the string ahead is the rest of the one before: that takes a line end between them. */
    private boolean continues(int behind) {
        if (behind == 0 || statement.charAt(start) != '\'' || statement.charAt(behind - 1) != '\'') {
            return false;
        }
        return statement.substring(behind, start).chars().anyMatch(PostgresqlCanonicalText::isLineEnd);
    }

    private void token(int first) throws IOException {
        if (PostgresqlText.isWordStart(first)) {
            word();
        } else if (PostgresqlText.isDigit(first) || (first == '.' && PostgresqlText.isDigit(cursor.peek(1)))) {
            number();
            text.keep(start, cursor.length());
        } else if (first == '\'') {
            tokens.takeString();
            string(start, !strings.standard());
        } else {
            if (first == '"') {
                tokens.takeQuotedName();
            } else if (first == '$') {
                tokens.takeDollar();
            } else {
                cursor.take(OPERATOR.indexOf(first) >= 0 ? operator() : punctuation(first));
            }
            text.keep(start, cursor.length());
        }
    }

    private void word() throws IOException {
        tokens.takeWord();
        int end = cursor.length();
        char last = statement.charAt(end - 1);
        if (last != '\'' && last != '"') {
            text.fold(start, end);
            return;
        }
        int quote = statement.indexOf(last, start);
        text.fold(start, quote);
        if (last == '"') {
            text.keep(quote, end);
        } else {
            char prefix = Character.toLowerCase(statement.charAt(start));
            string(quote, prefix == 'e' || (prefix == 'n' && !strings.standard()));
        }
    }

    /** A string, which may go on in others on later lines. */
    private void string(int quote, boolean backslashes) {
        int end = cursor.length();
        int from = quote;
        while (true) {
            int behind = endOfString(from, backslashes);
            text.keep(from, behind);
            if (behind >= end) {
                return;
            }
            from = nextString(behind, end);
            text.begin('\n');
        }
    }

    private int endOfString(int quote, boolean backslashes) {
        int at = quote + 1;
        while (at < cursor.length()) {
            char next = statement.charAt(at++);
            if (backslashes && next == '\\') {
                at++;
            } else if (next == '\'') {
                if (at >= cursor.length() || statement.charAt(at) != '\'') {
                    return at;
                }
                at++;
            }
        }
        return cursor.length();
    }

    private int nextString(int from, int end) {
        int at = from;
        while (at < end && statement.charAt(at) != '\'') {
            if (statement.startsWith("--", at)) {
                while (at < end && !isLineEnd(statement.charAt(at))) {
                    at++;
                }
            } else {
                at++;
            }
        }
        return at;
    }

    private void number() throws IOException {
        tokens.takeNumber();
        if (cursor.peek() == '.' && cursor.peek(1) != '.') {
            cursor.take();
            tokens.takeNumber();
        }
        boolean sign = cursor.peek() == '+' || cursor.peek() == '-';
        if (sign && PostgresqlText.isDigit(cursor.peek(1)) && endsInExponent()) {
            cursor.take();
            tokens.takeNumber();
        }
    }

    private boolean endsInExponent() {
        char last = statement.charAt(cursor.length() - 1);
        return (last == 'e' || last == 'E') && !statement.regionMatches(true, start, "0x", 0, 2);
    }

    /** The length of the operator ahead; signs at its end are no part of it unless another character in it allows that. */
    private int operator() throws IOException {
        int length = 0;
        boolean signsMayEndIt = false;
        for (int next = cursor.peek(); OPERATOR.indexOf(next) >= 0 && !commentAt(length); next = cursor.peek(length)) {
            signsMayEndIt |= LETS_SIGNS_END_IT.indexOf(next) >= 0;
            length++;
        }
        while (length > 1 && !signsMayEndIt && "+-".indexOf(cursor.peek(length - 1)) >= 0) {
            length--;
        }
        return length;
    }

    private boolean commentAt(int distance) throws IOException {
        int next = cursor.peek(distance);
        int after = cursor.peek(distance + 1);
        return (next == '-' && after == '-') || (next == '/' && after == '*');
    }

    private int punctuation(int first) throws IOException {
        int next = cursor.peek(1);
        boolean pair = (first == ':' && (next == ':' || next == '=')) || (first == '.' && next == '.');
        return pair ? 2 : 1;
    }

    private static boolean isLineEnd(int character) {
        return character == '\n' || character == '\r';
    }
}
