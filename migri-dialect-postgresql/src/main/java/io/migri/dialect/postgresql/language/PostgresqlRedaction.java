package io.migri.dialect.postgresql.language;

import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/** A statement with {@code '…'} in place of each text in it, which may be a secret. */
public final class PostgresqlRedaction {
    private static final String TEXT = "'…'";

    private PostgresqlRedaction() {}

    /**
     * The statement without its texts. One that is not closed, since it was cut, hides all that follows; so does a backslash before a quote, which
     * means one thing or the other as the session is set.
     */
    public static String of(String statement) {
        PostgresqlLexemes lexemes = PostgresqlLexemes.of(statement, true);
        StringBuilder redacted = new StringBuilder(statement.length());
        int copied = 0;
        for (int i = 0; i < lexemes.count(); i++) {
            redacted.append(filler(statement, copied, lexemes.start(i)));
            copied = lexemes.end(i);
            if (lexemes.sort(i) != PostgresqlLexeme.STRING) {
                redacted.append(statement, lexemes.start(i), copied);
            } else {
                redacted.append(TEXT);
                if (ambiguous(statement, lexemes.start(i), copied)) {
                    return redacted.append('…').toString();
                }
            }
        }
        String rest = statement.substring(copied);
        return unclosed(rest) ? redacted.append(' ').append(TEXT).toString() : redacted.toString();
    }

    /** Comments may quote what they are about. */
    private static String filler(String statement, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!PostgresqlText.isSpace(statement.charAt(i))) {
                return " ";
            }
        }
        return statement.substring(start, end);
    }

    private static boolean ambiguous(String statement, int start, int end) {
        return statement.charAt(start) == '\''
                && statement.substring(start, end).contains("\\'");
    }

    private static boolean unclosed(String rest) {
        ScriptCursor cursor = ScriptCursor.of(rest);
        try {
            PostgresqlTokens tokens = new PostgresqlTokens(cursor, new PostgresqlStrings(true));
            while (tokens.takeFiller()) {
                // white space or a comment
            }
            return cursor.peek() != ScriptCursor.END;
        } catch (IOException comment) {
            return false;
        }
    }
}
