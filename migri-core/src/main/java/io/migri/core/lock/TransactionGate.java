package io.migri.core.lock;

import java.sql.SQLException;
import java.util.List;

/** How a migration's transaction is opened. */
public interface TransactionGate {

    /** Whether the statement that opens it may be sent together with those after it. */
    boolean opensInBatch();

    /**
     * Opens a transaction now, waiting for those who are in the way; called only where it does not open in the batch.
     *
     * @param begin the statement that does it
     * @throws AlreadyAppliedException where another run was quicker
     */
    void open(String migration, String begin) throws SQLException;

    /** Statements that fail in the database where this run does not have its lock any more. */
    default List<String> guard() {
        return List.of();
    }

    /** The same in front of what no transaction holds. */
    default List<String> guardOutside() {
        return List.of();
    }

    /** Keeps other runs out until this one ends, before something that no transaction holds; waits for one that does so. */
    default void coverRun() throws SQLException {}

    /** Does {@code work}, and again for as long as somebody is in the way, where others may write between transactions. */
    default <T> T patiently(Patience.Work<T> work) throws SQLException {
        return work.run();
    }

    /**
     * Does {@code work} again, which has failed, in the same way.
     *
     * @throws SQLException the last failure, where nobody is in the way or patience is at its end
     */
    default void retry(SQLException failure, Patience.Work<?> work) throws SQLException {
        throw failure;
    }
}
