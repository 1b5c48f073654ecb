package io.migri.spi.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What has been applied to a database, and how far a migration came. Bound to one connection; used by the thread that uses the session.
 * Implemented by dialects; it grows only by default methods.
 */
@FunctionalInterface
public interface History {

    /** The table of that name. Sends nothing. */
    AppliedLog log(HistoryTable table);

    /**
     * The journal beside the history {@code table}. Empty where the dialect keeps none: a migration that ends half way then has to be fixed
     * by hand. Sends nothing.
     */
    default Optional<RecoveryJournal> journal(HistoryTable table) {
        return Optional.empty();
    }

    /**
     * What of the repeatables was applied, beside the history {@code table}: in {@link HistoryTable#repeatables}, so that no other tool takes
     * them for migrations. It is made when a repeatable is first applied. Whoever applies one anew removes its entry and appends another, in
     * one transaction; {@link AppliedLog#read} tells in which order they were last applied. Empty where the dialect keeps none: repeatables
     * are refused then. Sends nothing.
     */
    default Optional<AppliedLog> repeatables(HistoryTable table) {
        return Optional.empty();
    }

    /**
     * Histories in this database that the migrations may have been recorded in instead. Asked only where {@code table} is not there, and
     * something is pending; may ask the server. May name some that are not there. By default it is the one of the usual name.
     */
    default List<HistoryTable> others(HistoryTable table) throws SQLException {
        return table.equals(HistoryTable.USUAL) ? List.of() : List.of(HistoryTable.USUAL);
    }

    /**
     * What is missing before tables can be made without naming their schema, such as {@code the schema "shop"}; empty where nothing is.
     * Asked only where the user named a schema; may ask the server.
     */
    default Optional<String> missingSchema() throws SQLException {
        return Optional.empty();
    }
}
