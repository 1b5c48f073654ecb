package io.migri.spi.schema;

import io.migri.spi.history.HistoryTable;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads what a schema is made of. Bound to one session, which may be that of a rehearsal; used by the thread that uses the session. Implemented by
 * dialects; it grows only by default methods.
 */
@FunctionalInterface
public interface SchemaReader {

    /**
     * All parts that migrations may make, in the order in which somebody would make them. Neither rows nor what counts them belongs to it, nor the
     * order of a table's columns: no undo could put that back. Changes nothing, and leaves a transaction as it is.
     * What this user may not see is left out.
     *
     * @param history the tables of that history, and Migri's other tables, are left out
     */
    List<SchemaPart> parts(HistoryTable history) throws SQLException;

    /** What a migration may change that is not looked at here, in words such as {@code privileges}; empty where that is nothing. */
    default List<String> passedOver() {
        return List.of();
    }
}
