package io.migri.spi.execution;

import java.sql.SQLException;

/**
 * The transaction that Migri holds around a migration, for one that uses the session's connection itself. Used by the thread that runs the
 * migration. Implemented by the core alone, so it may gain methods.
 */
public interface MigrationTransaction {

    /**
     * Sends all that is waiting and opens the transaction if none is open. From then on, and until the next call of
     * {@link ExecutionContext#execute}, the migration may use the session's connection itself; it must not end the transaction. A migration
     * that does so fails, and counts as partly done. Where notes are taken, the transaction begins with one that the migration is in doubt
     * as a whole, which lasts only if the database commits half way.
     */
    void open() throws SQLException;

    /**
     * Sends all that is waiting and commits, so that no transaction is open. From then on, and until the next call of {@link
     * ExecutionContext#execute}, the migration may use the session's connection itself and may end transactions that it begins. What it
     * does there counts as committed, so the migration is {@link #doubt in doubt} from here on.
     *
     * @return false in a rehearsal on the real database, where that cannot be: the migration is then to be left out
     */
    default boolean leave() throws SQLException {
        boolean left = leaveForLater();
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
    boolean leaveForLater() throws SQLException;

    /**
     * Notes that the migration is in doubt as a whole. Called after {@link #leaveForLater} and before the first thing that may last. If the
     * run ends between here and the migration's record, the next one asks before it begins the migration anew. Further calls do nothing.
     */
    void doubt() throws SQLException;

    /** To be told when the database committed by itself what the migration has done so far, and a transaction is open again. */
    void committed();

    /** Whether it must not end: everything is undone in the end by a rollback. */
    boolean mustStay();
}
