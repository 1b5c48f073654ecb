package io.migri.spi.probe;

import io.migri.api.report.Effect;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds out what single statements do to what was there before the run. Made by {@link io.migri.spi.DialectSession#probe}, used by the thread that
 * uses the session, and only where somebody wants a report.
 *
 * <p>It is opened with the lock held and before the first migration; what it finds then is what "was there before". Effects on
 * anything made since are not told, nor are those on tables of Migri's own and on the database's own catalogs.
 *
 * <p>For each statement {@link #before} is called, then {@link #execute} or, for one with data, {@link io.migri.spi.wire.Wire#load}, then
 * {@link #after}. Where the statement fails, {@code after} is not called and {@code before} of another may follow, in another
 * transaction. Between two statements the core sends statements of its own: {@code BEGIN}, {@code COMMIT}, savepoints, the row of the
 * migration.
 *
 * <p>A probe changes nothing. It neither begins nor ends a transaction, takes no lock that anybody else could notice, leaves the session's
 * settings alone, and gets on with those that the script has made, such as another search path. Its own queries are not among the
 * effects. {@code before} and {@code after} send nothing where a statement cannot have effects and a query could disturb the
 * script, as before {@code SET TRANSACTION}.
 */
public interface StatementProbe {

    /**
     * A migration begins, or within one what would have a transaction of its own in a run. In a rehearsal what was locked before may still
     * be locked, and would not be in a run.
     */
    default void migrationBegins() throws SQLException {}

    /** {@code statement} is the next, in the transaction that it is going to have, if any. */
    void before(String statement) throws SQLException;

    /**
     * Executes {@code statement} as {@link io.migri.spi.wire.Wire#execute} would, and drops rows that it returns. In a rehearsal on a copy it may send
     * another form that comes to the same, to find out what the server allows; {@link #after} then tells.
     *
     * @return how many rows it inserted, changed or deleted; empty where the database does not tell
     * @throws StatementFailedException with index 0, as {@link io.migri.spi.wire.Wire#execute} does
     */
    OptionalLong execute(String statement) throws StatementFailedException;

    /** What {@code statement} did; called right after it succeeded. */
    List<Effect> after(String statement) throws SQLException;
}
