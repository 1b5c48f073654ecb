package io.migri.api;

import static java.util.Objects.requireNonNull;

/**
 * Something that is done, or would be, to the history; never to anything else in the database.
 *
 * @param message a sentence that names the migration
 */
public record HistoryChange(String migration, Kind kind, String message) {

    public HistoryChange {
        requireNonNull(migration, "migration");
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
    }

    /** What is done. */
    public enum Kind {
        /** What its file says now is taken for what was applied. */
        ACCEPT_CHANGED,
        /** What its file says now is recorded, where nothing was. */
        RECORD,
        /** An entry without a file is removed. */
        FORGET_MISSING,
        /** What the journal knows of a migration that ended half way is removed: the next run begins at its first statement. */
        CLEAR_JOURNAL,
        /** It is recorded as applied without being run. */
        MARK,
        /** Its entry is removed, and nothing that it did. */
        UNMARK,
        /** Nothing, because it is already so. */
        NOTHING
    }
}
