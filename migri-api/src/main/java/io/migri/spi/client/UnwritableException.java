package io.migri.spi.client;

import java.sql.SQLException;

/** No text makes the client send a statement as it stands. */
public final class UnwritableException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * A refusal of a statement.
     *
     * @param reason what the client would do, and what to do about it
     * @param offset where in the statement, in characters from its beginning
     */
    public UnwritableException(String reason, int offset) {
        super(reason);
        this.offset = offset;
    }

    /** Where in the statement, in characters from its beginning. */
    public int offset() {
        return offset;
    }
}
