package io.migri.core.run;

import io.migri.spi.script.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * One statement on its way to the database.
 *
 * @param text what is sent, which may be another form of the statement
 * @param statement where in the script it comes from; null for one of our own
 */
record BatchItem(Role role, String text, @Nullable SqlStatement statement) {

    /** What an item is for, which decides what it means that it was executed or not. */
    enum Role {
        /** Opens a transaction. */
        BEGIN,
        /** A statement of the script within a transaction. */
        INSIDE,
        /** A statement of the script that lasts as soon as it was executed. */
        OUTSIDE,
        /** A statement of the script that changes the session alone. */
        SESSION,
        /** A savepoint in place of the script's own transaction. */
        SAVEPOINT,
        /** Puts the session back. */
        RESTORE,
        /** Notes in the journal what lasts. */
        MARK,
        /** Adds the migration to the applied log. */
        RECORD,
        /** Commits the transaction. */
        COMMIT
    }

    static BatchItem own(Role role, String text) {
        return new BatchItem(role, text, null);
    }

    static BatchItem of(Role role, SqlStatement statement) {
        return new BatchItem(role, statement.text(), statement);
    }
}
