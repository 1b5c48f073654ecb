package io.migri.core.run;

import java.sql.SQLException;

/** How a migration's transaction is opened. */
interface TransactionGate {

    /** Whether the statement that opens it may be sent together with those after it. */
    boolean opensInBatch();

    /**
     * Opens a transaction now, waiting for those who are in the way; called only where it does not open in the batch.
     *
     * @throws AlreadyAppliedException where another run was quicker
     */
    void open(String migration) throws SQLException;
}
