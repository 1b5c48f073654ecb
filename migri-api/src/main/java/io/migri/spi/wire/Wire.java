package io.migri.spi.wire;

import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.List;

/**
 * The way of statements to the database, and what is open there. Bound to one connection; used by the thread that uses the session. Implemented
 * by dialects; it grows only by default methods.
 *
 * <p>The connection stays in auto-commit mode as far as JDBC knows: the core opens and ends transactions by sending the
 * statements of {@link #syntax()} along with those of the migration, so that they share a round trip.
 */
public interface Wire {

    /** The statements that begin and end a transaction and a savepoint. */
    TransactionSyntax syntax();

    /**
     * Executes {@code statements} in order in as few round trips as the database allows, each in the transaction that is open
     * then, and stops at the first that fails. Rows that they return are dropped.
     *
     * <p>The caller keeps a call small (see {@link #limits()}) and gives a statement that refuses a transaction alone.
     *
     * @throws StatementFailedException which says how many had succeeded; a transaction that was open then still is, and the
     *     caller rolls it back
     */
    void execute(List<String> statements) throws StatementFailedException;

    /**
     * Executes a statement whose data follows it in the script, in a transaction that is open already.
     *
     * @param data read to its end, not closed
     * @throws IOException where reading {@code data} failed; the statement has then been abandoned
     */
    default void load(String statement, Reader data) throws SQLException, IOException {
        throw new SQLException("no statement of this database reads data from the script");
    }

    /**
     * Whether the transaction that was open before the last {@link #execute} still is; may ask the server. Asked right after that failed,
     * or executed a statement that {@link io.migri.spi.script.TransactionEffect#MAY_END_IT may end it}, or after code that used the
     * connection itself. False where something ended it unseen, such as a procedure that commits: what came before then lasts. True where
     * it is known to be rolled back.
     */
    default boolean transactionSurvived() throws SQLException {
        return true;
    }

    /**
     * Whether a transaction is open. Asked after code that used the connection itself, where nothing has failed; may ask the server.
     */
    default boolean transactionOpen() throws SQLException {
        return transactionSurvived();
    }

    /** How much may go into one {@link #execute} call, which the core keeps to where single statements are not larger. */
    default BatchLimits limits() {
        return BatchLimits.USUAL;
    }
}
