package io.migri.spi;

import java.sql.SQLException;

/** Where a dry run happens. Closing it undoes everything done through {@link #session()}. */
public interface Rehearsal extends AutoCloseable {

    /** The session to run migrations in. On a copy it has a connection of its own, which closing the rehearsal closes. */
    DialectSession session();

    /**
     * Whether this is a transaction on the real database, open already: it must neither be committed nor be sent a statement
     * that would. False for a throw-away copy, where anything goes.
     */
    boolean onRealDatabase();

    @Override
    void close() throws SQLException;
}
