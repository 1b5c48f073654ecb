package io.migri.dialect.mysql.reading;

import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/** A way through a statement, token by token or by parts of them. Used by one thread. */
interface MySqlTokenWalk {

    /** How many characters lie behind. */
    int position();

    /** The character so far ahead, or {@link ScriptCursor#END}. */
    int peek(int distance) throws IOException;

    /** Goes on by that many characters. */
    void take(int count) throws IOException;

    /** Goes on over white space and comments, but for hints; whether a token follows. */
    boolean skipFiller() throws IOException;

    /** Goes on behind what is quoted here; whether the quote is closed. */
    boolean takeQuoted(char quote) throws IOException;

    /** Goes on behind what is quoted by dollar signs here, which has to be closed; whether there was any. */
    boolean takeDollarQuoted() throws IOException;

    /** Whether these symbols are ahead. */
    default boolean lookingAt(String symbols) throws IOException {
        for (int i = 0; i < symbols.length(); i++) {
            if (peek(i) != symbols.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
