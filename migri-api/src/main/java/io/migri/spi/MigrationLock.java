package io.migri.spi;

import java.sql.SQLException;

/** Keeps other runs out until it is closed or its connection ends. */
public interface MigrationLock extends AutoCloseable {

    /**
     * Whether the whole run is exclusive. False where only each transaction is, so that the core has to look at the log again at
     * the start of each.
     */
    boolean coversRun();

    @Override
    void close() throws SQLException;
}
