package io.migri.spi.support.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * How a database tells whether a transaction is still the one that it was. Bound to one connection; used by the thread that uses the
 * session. Implemented by dialects; it grows only by default methods.
 */
public interface TransactionWatch {

    /** Whether a transaction is open. May ask the server. */
    boolean open() throws SQLException;

    /**
     * Whether {@code statement} may commit and then leave a transaction open, so that {@link #open} alone does not tell what became of the
     * one before. Then {@link #identity} is asked before and after it. By default none does. Sends nothing.
     */
    default boolean mayReplace(String statement) {
        return false;
    }

    /** What tells the open transaction from others; empty where it has done nothing yet. Asked only of statements that may replace it. */
    default Optional<String> identity() throws SQLException {
        return Optional.empty();
    }

    /**
     * For a database that refuses to begin a transaction within another: it is tried.
     *
     * @param begin begins one, and waits for nobody
     * @param rollback ends it
     */
    static TransactionWatch byBeginning(Connection connection, String begin, String rollback) {
        return () -> {
            try (Statement trial = connection.createStatement()) {
                try {
                    trial.execute(begin);
                } catch (SQLException within) {
                    return true;
                }
                trial.execute(rollback);
                return false;
            }
        };
    }
}
