package io.migri.dialect.mysql.script;

import io.migri.dialect.mysql.language.MySqlDollarQuote;
import io.migri.dialect.mysql.language.MySqlPlace;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.spi.script.ScriptCursor;
import java.io.IOException;
import java.util.Objects;

/**
 * Takes what has to be closed, and refuses a script in which it is not.
 *
 * @param mode says what quotes mean
 */
record MySqlPieces(ScriptCursor cursor, MySqlSqlMode mode) {

    void quoted(char quote) throws IOException {
        MySqlPlace place = MySqlPlace.of(cursor);
        boolean name = quote == '`' || (quote == '"' && mode.quoting().ansiQuotes());
        boolean closed = (name || !mode.quoting().backslashEscapes())
                ? cursor.takeQuoted(quote)
                : cursor.takeBackslashQuoted(quote);
        if (!closed) {
            throw place.exception("the " + quote + " here is not closed before the script ends");
        }
    }

    void dollarQuoted() throws IOException {
        MySqlPlace place = MySqlPlace.of(cursor);
        String tag = Objects.requireNonNull(MySqlDollarQuote.tag(cursor));
        if (!MySqlDollarQuote.take(cursor, tag)) {
            throw place.exception("the " + tag + " here is not closed before the script ends");
        }
    }

    void plainComment() throws IOException {
        if (cursor.peek() != '/') {
            cursor.takeLine();
        } else {
            blockComment(false);
        }
    }

    void blockComment(boolean nested) throws IOException {
        MySqlPlace place = MySqlPlace.of(cursor);
        if (!cursor.takeBlockComment(nested)) {
            throw place.exception("the comment that begins here is not closed before the script ends");
        }
    }
}
