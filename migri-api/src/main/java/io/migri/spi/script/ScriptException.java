package io.migri.spi.script;

import java.io.IOException;

/** A script that cannot be split into statements, and where the trouble begins. */
public final class ScriptException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param message what is wrong and what to do about it, without the place
     * @param line one-based line at which the trouble begins: of the opening quote, not of the end of the file
     * @param column one-based, in code points
     */
    public ScriptException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
