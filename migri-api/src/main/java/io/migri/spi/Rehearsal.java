package io.migri.spi;

import io.migri.spi.script.SqlStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where a dry run happens. Closing it undoes everything done through {@link #session()}, however far it came.
 *
 * <p>First all scripts are read in its session; then {@link #begin} makes the place ready; then they are executed.
 */
public interface Rehearsal extends AutoCloseable {

    /** The session to run migrations in. On a copy it has a connection of its own, which closing the rehearsal closes. */
    DialectSession session();

    /**
     * Whether this is a transaction on the real database, open already: it must neither be committed nor be sent a statement
     * that would. False for a throw-away copy, where anything goes.
     */
    boolean onRealDatabase();

    /** What cannot be rehearsed here; empty where everything can, or where that shows only at executing. */
    default Optional<Restriction> restriction() {
        return Optional.empty();
    }

    /** Makes the place ready, which may take as long as copying a database does. Called once, before anything is executed. */
    default void begin() throws SQLException {}

    @Override
    void close() throws SQLException;

    /** Knows what would reach beyond the rehearsal. */
    @FunctionalInterface
    interface Restriction {

        /**
         * Why {@code statement} must not be executed here; empty where it may. Sends nothing. Asked of all statements in order; one
         * with the ordinal 0 begins another script.
         */
        Optional<String> refusal(SqlStatement statement);
    }
}
