package io.migri.dialect.postgresql.client;

import io.migri.dialect.postgresql.language.PostgresqlLexeme;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.language.PostgresqlTokens;
import io.migri.spi.client.UnwritableException;
import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/**
 * A statement as it has to stand in a script so that {@code psql} sends it to the letter. Outside of quotes {@code psql} takes a colon for the
 * beginning of one of its variables, and a semicolon for the end, unless a backslash stands before it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-INTERPOLATION">SQL Interpolation</a>
 */
final class PsqlStatement {
    private final String statement;
    private final ScriptCursor cursor;
    private final PostgresqlTokens tokens;
    private final StringBuilder written = new StringBuilder();
    private int copied;
    private int parentheses;
    /** Whether {@code psql} could wait for more at the end, or not find it. */
    private boolean unsure;

    private PsqlStatement(String statement, PostgresqlStrings strings) {
        this.statement = statement;
        this.cursor = ScriptCursor.of(statement);
        this.tokens = new PostgresqlTokens(cursor, strings);
        cursor.mark();
    }

    /** @param strings as the server reads them when it gets the statement */
    static String written(String statement, PostgresqlStrings strings) throws UnwritableException {
        int nul = statement.indexOf('\0');
        if (nul >= 0) {
            throw new UnwritableException("psql takes a character NUL for the end of the line; remove it", nul);
        }
        return new PsqlStatement(statement, strings).written();
    }

    private String written() throws UnwritableException {
        try {
            while (takeToken()) {
                // one after the other
            }
        } catch (IOException e) {
            throw new UnwritableException("psql does not find the end of this: " + e.getMessage(), 0);
        }
        written.append(statement, copied, statement.length());
        return written.append(unsure || parentheses != 0 ? " \\g" : ";").toString();
    }

    private boolean takeToken() throws IOException {
        while (tokens.takeFiller()) {
            // white space or a comment
        }
        int first = cursor.peek();
        if (first == ScriptCursor.END) {
            return false;
        }
        int start = cursor.length();
        PostgresqlLexeme sort = tokens.take(first);
        if (sort == PostgresqlLexeme.SYMBOL) {
            symbol((char) first, start);
        } else if (sort == PostgresqlLexeme.WORD) {
            // psql counts BEGIN, CASE and END in definitions of routines
            unsure |= statement.regionMatches(true, start, "begin", 0, cursor.length() - start);
        }
        return true;
    }

    private void symbol(char symbol, int start) throws IOException {
        switch (symbol) {
            case '(' -> parentheses++;
            case ')' -> parentheses--;
            case ';' -> {
                escape(start);
                unsure = true;
            }
            case ':' -> colon(start);
            default -> {}
        }
    }

    private void colon(int start) throws IOException {
        int next = cursor.peek();
        if (next == ':') {
            cursor.take();
        } else if (next == '\'' || next == '"' || next == '{' || isVariable(next)) {
            escape(start);
        }
    }

    private static boolean isVariable(int character) {
        return PostgresqlText.isWordStart(character) || PostgresqlText.isDigit(character);
    }

    private void escape(int start) {
        written.append(statement, copied, start).append('\\');
        copied = start;
    }
}
