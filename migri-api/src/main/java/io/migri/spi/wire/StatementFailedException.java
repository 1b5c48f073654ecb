package io.migri.spi.wire;

import java.sql.SQLException;

/** One of several statements failed. Those after it were not sent or were skipped. */
public final class StatementFailedException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final int completed;

    /** A failure of the statement at {@code index}, all those before it having been executed. */
    public StatementFailedException(int index, SQLException failure) {
        this(index, index, failure);
    }

    /**
     * A failure of one statement, some of those before it having been executed.
     *
     * @param index zero-based index of the statement that failed. Where the connection was lost it is that of the first
     *     statement without an answer, which may have been executed, as may those after it.
     * @param completed how many statements, from the first on, are known to have been executed; less than {@code index} where the
     *     database refused the whole message for an error further down
     * @param failure what the driver threw
     */
    public StatementFailedException(int index, int completed, SQLException failure) {
        super(failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), failure);
        if (completed > index) {
            throw new IllegalArgumentException("statement " + index + " cannot have failed after " + completed);
        }
        this.index = index;
        this.completed = completed;
    }

    /** What the driver threw, whether {@code failure} is one of ours around it or not. */
    public static SQLException unwrap(SQLException failure) {
        return failure instanceof StatementFailedException wrapper ? wrapper.failure() : failure;
    }

    /** Zero-based index of the statement that failed. */
    public int index() {
        return index;
    }

    /** How many statements, from the first on, are known to have been executed. */
    public int completed() {
        return completed;
    }

    /** What the driver threw. */
    public SQLException failure() {
        return getCause() instanceof SQLException failure ? failure : this;
    }
}
