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

    /**
     * Sends all that is waiting and opens the migration's transaction if none is open. From then on, and until the next call of
     * {@link #execute}, the migration may use the session's connection itself; it must not end the transaction. A migration that does so
     * fails, and counts as partly done. Where notes are
     * taken, the transaction begins with one that the migration is in doubt as a whole, which lasts only if the database commits half
     * way.
     */
    void openTransaction() throws SQLException;

    /**
     * Sends all that is waiting and commits, so that no transaction is open. From then on, and until the next call of
     * {@link #execute}, the migration may use the session's connection itself and may end transactions that it begins; what it
     * does so is committed as far as anybody knows, so that the migration is {@link #doubt in doubt} from here on.
     *
     * @return false in a rehearsal on the real database, where that cannot be: the migration is then to be left out
     */
    default boolean leaveTransaction() throws SQLException {
        boolean left = leaveTransactionForLater();
        if (left) {
            doubt();
        }
        return left;
    }

    /**
     * The same for a migration that calls {@link #doubt} itself, before the first thing that may last. Until then a failure leaves the
     * database as it was.
     *
     * @return as above
     */
    boolean leaveTransactionForLater() throws SQLException;

    /**
     * Notes that the migration is in doubt as a whole: called after {@link #leaveTransactionForLater} and before the first thing that may
     * last. A run that ends between here and the migration's record is not followed by another that begins the migration anew unasked.
     * Further calls do nothing.
     */
    void doubt() throws SQLException;

    /** Tells that the database committed by itself what the migration has done so far, and that a transaction is open again. */
    void committed();

    /**
     * Does something that the migration does on the session's connection itself, and tells what it did where somebody wants a report.
     *
     * @param statement its text; empty where it is not known
     * @param always whether to tell it also where it had no effects
     */
    default <T> T watched(String statement, boolean always, Step<T> step) throws SQLException, IOException {
        return step.run();
    }

    /** Whether everything is undone in the end by a rollback, so that no transaction may end. */
    boolean onlyInTransaction();

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
