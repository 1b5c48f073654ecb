package io.migri.spi.history;

import io.migri.api.AppliedMigration;
import java.util.List;

/**
 * What a script for the database's client does with the history. Nobody knows when it will run, so the database fills in when a migration was
 * applied. Sends nothing. Implemented by dialects; it grows only by default methods.
 */
public interface ClientHistory {

    /** Statements that make the history, or give it what it lacks; empty where it is complete. They do no harm where it is there by then. */
    List<String> making();

    /**
     * Statements that fail unless the history holds what the last {@link AppliedLog#read} saw, and nothing else. They stand
     * after {@link #making}.
     */
    List<String> unchanged();

    /** Statements in front of a migration, outside of its transactions, that note when it begins; empty where nothing is to be noted. */
    default List<String> beginning() {
        return List.of();
    }

    /**
     * The statements that add an entry, and keep the file, in the migration's last transaction. They fail where an entry of that name is there. They
     * mean the same whatever the migration did to the session.
     *
     * @param migration what the entry says of date, duration and user is found out by the database
     */
    List<String> append(AppliedMigration migration, StoredScript script);

    /**
     * The statements that keep what takes a migration back, in place of what is kept of it so far. They stand behind those of {@link #append}. By
     * default it is not kept.
     */
    default List<String> keepUndo(String migration, StoredScript undo) {
        return List.of();
    }
}
