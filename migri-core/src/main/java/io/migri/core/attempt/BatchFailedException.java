package io.migri.core.attempt;

import java.sql.SQLException;
import java.util.List;

/** A batch failed. */
public final class BatchFailedException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient BatchItem item;
    private final transient List<BatchItem> unanswered;

    /**
     * A failure of {@code item}.
     *
     * @param unanswered the items that are not known to have been executed
     */
    public BatchFailedException(BatchItem item, List<BatchItem> unanswered, SQLException failure) {
        super(failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), failure);
        this.item = item;
        this.unanswered = List.copyOf(unanswered);
    }

    public BatchItem item() {
        return item;
    }

    /** Whether something that lasts may have been executed all the same, where the connection was lost. */
    public boolean mayHaveLasted() {
        return mayHaveLasted(unanswered);
    }

    static boolean mayHaveLasted(List<BatchItem> unanswered) {
        return unanswered.stream().anyMatch(one -> one.makesLast() || one.mayCommit());
    }

    public SQLException failure() {
        return getCause() instanceof SQLException failure ? failure : this;
    }
}
