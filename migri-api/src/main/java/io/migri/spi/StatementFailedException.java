package io.migri.spi;

import java.sql.SQLException;

/** One of several statements failed. Those before it were executed, those after it were not sent or were skipped. */
public final class StatementFailedException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final int index;

    /**
     * @param index zero-based index of the statement that failed, which is the number of those known to have succeeded. Where
     *     the connection was lost it is that of the first statement without an answer, which may have been executed, as may
     *     those after it.
     * @param failure what the driver threw
     */
    public StatementFailedException(int index, SQLException failure) {
        super(failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), failure);
        this.index = index;
    }

    public int index() {
        return index;
    }

    /** What the driver threw. */
    public SQLException failure() {
        return getCause() instanceof SQLException failure ? failure : this;
    }
}
