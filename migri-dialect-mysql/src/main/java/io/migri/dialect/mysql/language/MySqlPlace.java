package io.migri.dialect.mysql.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;

/** A place in a script, one-based. */
public record MySqlPlace(int line, int column) {

    public static MySqlPlace of(ScriptCursor cursor) {
        return new MySqlPlace(cursor.line(), cursor.column());
    }

    public ScriptException exception(String message) {
        return new ScriptException(message, line, column);
    }
}
