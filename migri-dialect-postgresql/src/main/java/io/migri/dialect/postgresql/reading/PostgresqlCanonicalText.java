package io.migri.dialect.postgresql.reading;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.script.CanonicalText;
import io.migri.spi.script.ScriptCursor;
import java.io.IOException;
import java.util.Optional;

/**
 * What of a statement means something (<a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">manual</a>). Words
 * without quotes are folded as the server folds them; the body of a routine in dollar quotes is a string, so its comments count.
 */
public final class PostgresqlCanonicalText {
    private static final String OPERATOR = "+-*/<>=~!@#%^&|`?";
    private static final String LETS_SIGNS_END_IT = "~!@#%^&|`?";

    private final String statement;
    private final PostgresqlStrings strings;
    private final PostgresqlTokenWalk walk;
    private final CanonicalText text;
    private int start;

    private PostgresqlCanonicalText(String statement, PostgresqlStrings strings, PostgresqlTokenWalk walk) {
        this.statement = statement;
        this.strings = strings;
        this.walk = walk;
        this.text = new CanonicalText(statement);
    }

    public static String of(String statement, PostgresqlStrings strings) {
        try {
            return new PostgresqlCanonicalText(statement, strings, new PostgresqlLexedWalk(statement, strings)).read();
        } catch (IOException notUnderstood) {
            return CanonicalText.unread(statement);
        }
    }

    /** The same from the tokens that were noted; empty where these do not tell. */
    static Optional<String> noted(PostgresqlStatement statement, PostgresqlStrings strings) {
        if (!statement.lexemes().complete()) {
            return Optional.empty();
        }
        try {
            PostgresqlTokenWalk walk = new PostgresqlNotedWalk(statement);
            return Optional.of(new PostgresqlCanonicalText(statement.text(), strings, walk).read());
        } catch (IOException readOtherwise) {
            return Optional.empty();
        }
    }

    private String read() throws IOException {
        while (true) {
            int behind = walk.position();
            walk.skipFiller();
            if (walk.peek(0) == ScriptCursor.END) {
                return text.toString();
            }
            start = walk.position();
            text.begin(continues(behind) ? '\n' : ' ');
            token(walk.peek(0));
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
        } else if (PostgresqlText.isDigit(first) || (first == '.' && PostgresqlText.isDigit(walk.peek(1)))) {
            number();
            text.keep(start, walk.position());
        } else if (first == '\'') {
            walk.takeToken();
            string(start, !strings.standard());
        } else {
            if (first == '"' || first == '$') {
                walk.takeToken();
            } else {
                walk.take(OPERATOR.indexOf(first) >= 0 ? operator() : punctuation(first));
            }
            text.keep(start, walk.position());
        }
    }

    private void word() throws IOException {
        walk.takeToken();
        int end = walk.position();
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
        int end = walk.position();
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
        while (at < walk.position()) {
            char next = statement.charAt(at++);
            if (backslashes && next == '\\') {
                at++;
            } else if (next == '\'') {
                if (at >= walk.position() || statement.charAt(at) != '\'') {
                    return at;
                }
                at++;
            }
        }
        return walk.position();
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
        walk.takeNumber();
        if (walk.peek(0) == '.' && walk.peek(1) != '.') {
            walk.take(1);
            walk.takeNumber();
        }
        boolean sign = walk.peek(0) == '+' || walk.peek(0) == '-';
        if (sign && PostgresqlText.isDigit(walk.peek(1)) && endsInExponent()) {
            walk.take(1);
            walk.takeNumber();
        }
    }

    private boolean endsInExponent() {
        char last = statement.charAt(walk.position() - 1);
        return (last == 'e' || last == 'E') && !statement.regionMatches(true, start, "0x", 0, 2);
    }

    /** The length of the operator ahead; signs at its end are no part of it unless another character in it allows that. */
    private int operator() throws IOException {
        int length = 0;
        boolean signsMayEndIt = false;
        for (int next = walk.peek(0); OPERATOR.indexOf(next) >= 0 && !commentAt(length); next = walk.peek(length)) {
            signsMayEndIt |= LETS_SIGNS_END_IT.indexOf(next) >= 0;
            length++;
        }
        while (length > 1 && !signsMayEndIt && "+-".indexOf(walk.peek(length - 1)) >= 0) {
            length--;
        }
        return length;
    }

    private boolean commentAt(int distance) throws IOException {
        int next = walk.peek(distance);
        int after = walk.peek(distance + 1);
        return (next == '-' && after == '-') || (next == '/' && after == '*');
    }

    private int punctuation(int first) throws IOException {
        int next = walk.peek(1);
        boolean pair = (first == ':' && (next == ':' || next == '=')) || (first == '.' && next == '.');
        return pair ? 2 : 1;
    }

    private static boolean isLineEnd(int character) {
        return character == '\n' || character == '\r';
    }
}
