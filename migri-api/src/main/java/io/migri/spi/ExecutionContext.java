package io.migri.spi;

import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;

/** What the core offers a running migration. Implemented by the core alone, so it may gain methods. */
public interface ExecutionContext {

    DialectSession session();

    /**
     * Executes {@code statement} in the transaction that suits it, now or together with later ones. Its data, if any, is read
     * before this returns.
     */
    void execute(SqlStatement statement) throws SQLException, IOException;

    /**
     * Sends all that is waiting and opens the migration's transaction if none is open. From then on, and until the next call of
     * {@link #execute}, the migration may use the session's connection itself; it must not end the transaction.
     */
    void openTransaction() throws SQLException;
}
