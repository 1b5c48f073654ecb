package io.migri.dialect.postgresql.reading;

import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.dialect.postgresql.language.PostgresqlTokens;
import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/** One that finds the tokens on its way. */
final class PostgresqlLexedWalk implements PostgresqlTokenWalk {
    private final ScriptCursor cursor;
    private final PostgresqlTokens tokens;

    PostgresqlLexedWalk(String statement, PostgresqlStrings strings) {
        this.cursor = ScriptCursor.of(statement);
        this.tokens = new PostgresqlTokens(cursor, strings);
        cursor.mark();
    }

    @Override
    public int position() {
        return cursor.length();
    }

    @Override
    public int peek(int distance) throws IOException {
        return cursor.peek(distance);
    }

    @Override
    public void take(int count) throws IOException {
        cursor.take(count);
    }

    @Override
    public void skipFiller() throws IOException {
        while (tokens.takeFiller()) {
            // white space or a comment
        }
    }

    @Override
    public void takeToken() throws IOException {
        tokens.take(cursor.peek());
    }
}
