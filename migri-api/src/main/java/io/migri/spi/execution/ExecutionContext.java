package io.migri.spi.execution;

import io.migri.api.DatabaseError;
import io.migri.spi.DialectSession;
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

    /** The transaction that Migri holds around this migration. */
    MigrationTransaction transaction();

    /**
     * Does something that the migration does on the session's connection itself, and tells what it did where somebody wants a report.
     *
     * @param statement its text; empty where it is not known
     * @param always whether to tell it also where it had no effects
     */
    default <T> T watched(String statement, boolean always, Step<T> step) throws SQLException, IOException {
        return step.run();
    }

    /** Passes on a line that the migration wrote. May be called from any thread. */
    void print(String line);

    /**
     * Says in neutral terms what the database refused.
     *
     * @param statement its text, to which the result's offset refers; empty where there is none
     */
    DatabaseError explain(SQLException failure, String statement);

    /** Tells the user something worth knowing about this migration that is not a failure. */
    void notice(String message);

    /** Something that is done on the connection. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws SQLException, IOException;
    }
}
