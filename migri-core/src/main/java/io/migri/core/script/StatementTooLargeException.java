package io.migri.core.script;

import java.io.IOException;

/** There is not the memory that a statement takes on its way from the file to the database. */
public final class StatementTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    private final long statement;

    /** @param statement one-based ordinal of the statement */
    public StatementTooLargeException(long statement, OutOfMemoryError cause) {
        super("statement " + statement + " does not fit into memory", cause);
        this.statement = statement;
    }

    /** One-based ordinal of the statement. */
    public long statement() {
        return statement;
    }
}
