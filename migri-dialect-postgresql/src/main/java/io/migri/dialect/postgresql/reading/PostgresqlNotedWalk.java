package io.migri.dialect.postgresql.reading;

import io.migri.dialect.postgresql.language.PostgresqlLexemes;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/** One along tokens that were noted already. It fails where a step of another length ends within one of them. */
final class PostgresqlNotedWalk implements PostgresqlTokenWalk {
    private final String text;
    private final PostgresqlLexemes lexemes;
    private int position;
    /** The first token that does not lie behind. */
    private int next;

    PostgresqlNotedWalk(PostgresqlStatement statement) {
        this.text = statement.text();
        this.lexemes = statement.lexemes();
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public int peek(int distance) {
        return position + distance < text.length() ? text.charAt(position + distance) : ScriptCursor.END;
    }

    @Override
    public void take(int count) {
        position = Math.min(text.length(), position + count);
    }

    @Override
    public void skipFiller() throws IOException {
        while (next < lexemes.count() && lexemes.start(next) < position) {
            next++;
        }
        if (next > 0 && lexemes.end(next - 1) > position) {
            throw new IOException("the tokens that were noted do not tell");
        }
        position = next < lexemes.count() ? lexemes.start(next) : text.length();
    }

    @Override
    public void takeToken() {
        position = lexemes.end(next);
    }
}
