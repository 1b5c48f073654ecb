package io.migri.dialect.postgresql.reading;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/** A way through a statement, token by token or by parts of them. Used by one thread. */
interface PostgresqlTokenWalk {

    /** How many characters lie behind. */
    int position();

    /** The character so far ahead, or {@link ScriptCursor#END}. */
    int peek(int distance) throws IOException;

    /** Goes on by that many characters. */
    void take(int count) throws IOException;

    /** Goes on to the next token, or to the end. */
    void skipFiller() throws IOException;

    /** Goes on behind the word, name or string that is ahead, or the dollar sign that begins none. */
    void takeToken() throws IOException;

    /** Goes on behind what may be part of a number without a point. */
    default void takeNumber() throws IOException {
        while (peek(0) != '$' && PostgresqlText.isWordPart(peek(0))) {
            take(1);
        }
    }
}
