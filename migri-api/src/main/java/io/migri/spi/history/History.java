package io.migri.spi.history;

import java.sql.SQLException;
import java.util.Optional;

/**
 * What has been applied to a database, and how far a migration came. Bound to one connection; used by the thread that uses the session.
 * Implemented by dialects; it grows only by default methods.
 */
@FunctionalInterface
public interface History {

    /** The table of that name, wherever this connection would find or create it. Sends nothing. */
    AppliedLog log(String table);

    /**
     * The journal of that name, beside the history. Empty where the dialect keeps none: a migration that ends half way then has to be fixed
     * by hand. Sends nothing.
     */
    default Optional<RecoveryJournal> journal(String table) {
        return Optional.empty();
    }

    /**
     * What is missing before tables can be made without naming their schema, such as {@code the schema "shop"}; empty where nothing is.
     * Asked only where the user named a schema; may ask the server.
     */
    default Optional<String> missingSchema() throws SQLException {
        return Optional.empty();
    }
}
