package io.migri.spi.lock;

import java.sql.SQLException;
import java.util.List;

/** Keeps other runs out until it is closed or its connection ends. */
public interface MigrationLock extends AutoCloseable {

    /**
     * Whether the whole run is exclusive. False where only each transaction is, so that the core has to look at the log again at
     * the start of each.
     */
    boolean coversRun();

    /**
     * Whether nobody else can have written to the database since the lock was obtained. Asked only where the lock does not cover
     * the run, within a transaction; false makes the core read the log again.
     */
    default boolean undisturbed() throws SQLException {
        return coversRun();
    }

    /**
     * Tries once to keep other runs out until it is closed, also between transactions; false while another run does so. Never waits:
     * the core polls. Asked only where the lock does not cover the run, before migrations that no transaction holds; once it was true
     * it stays so. Dies with the process, as all of the lock.
     */
    default boolean tryCoverRun() throws SQLException {
        return true;
    }

    /**
     * Statements that fail in the database where another session has the lock. A script may have given it up. Or a
     * proxy may have given the connection another session of the server. Where nobody has the lock any more, they fail
     * too, or take it until the transaction ends. The run sends them within a transaction, in front of what it records.
     * If they fail, the commit after them in the same message does not happen. Empty where a transaction is the lock.
     * Sends nothing.
     */
    default List<String> guard() {
        return List.of();
    }

    /**
     * The same in front of what no transaction holds. They fail unless this session still has the lock. A lock that
     * nobody has at this moment does not keep others out of what follows. Sends nothing.
     */
    default List<String> guardOutside() {
        return guard();
    }

    @Override
    void close() throws SQLException;
}
