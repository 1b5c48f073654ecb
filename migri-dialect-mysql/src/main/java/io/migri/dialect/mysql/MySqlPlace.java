package io.migri.dialect.mysql;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;

/** A place in a script, one-based. */
record MySqlPlace(int line, int column) {

    static MySqlPlace of(ScriptCursor cursor) {
        return new MySqlPlace(cursor.line(), cursor.column());
    }

    ScriptException exception(String message) {
        return new ScriptException(message, line, column);
    }
}
