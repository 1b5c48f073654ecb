package io.migri.spi.binding;

/** A function of the script raised something. */
public final class ScriptFunctionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message the exception as the script's language writes it */
    public ScriptFunctionException(String message) {
        super(message);
    }
}
