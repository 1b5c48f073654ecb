package io.migri.dialect.mysql.reading;

import io.migri.dialect.mysql.language.MySqlComments;
import io.migri.dialect.mysql.language.MySqlDollarQuote;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/** One that finds the tokens on its way. */
final class MySqlLexedWalk implements MySqlTokenWalk {
    private final ScriptCursor cursor;
    private final MySqlQuoting quoting;

    MySqlLexedWalk(String statement, MySqlQuoting quoting) {
        this.cursor = ScriptCursor.of(statement);
        this.quoting = quoting;
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
    public boolean skipFiller() throws IOException {
        while (true) {
            int next = cursor.peek();
            if (MySqlText.isSpace(next)) {
                cursor.take();
            } else if (!MySqlComments.atPlain(cursor) || MySqlComments.atHints(cursor)) {
                return next != ScriptCursor.END;
            } else if (next == '/') {
                cursor.takeBlockComment(false);
            } else {
                cursor.takeLine();
            }
        }
    }

    @Override
    public boolean takeQuoted(char quote) throws IOException {
        boolean name = quote == '`' || (quote == '"' && quoting.ansiQuotes());
        return (name || !quoting.backslashEscapes()) ? cursor.takeQuoted(quote) : cursor.takeBackslashQuoted(quote);
    }

    @Override
    public boolean takeDollarQuoted() throws IOException {
        String tag = MySqlDollarQuote.tag(cursor);
        if (tag != null && !MySqlDollarQuote.take(cursor, tag)) {
            throw new IOException("the " + tag + " is not closed");
        }
        return tag != null;
    }
}
