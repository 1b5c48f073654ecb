package io.migri.core.attempt;

import io.migri.api.DatabaseError;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import org.jspecify.annotations.Nullable;

/**
 * One statement on its way to the database.
 *
 * @param text what is sent, which may be another form of the statement
 * @param statement where in the script it comes from; null for one of our own
 */
public record BatchItem(Role role, String text, @Nullable SqlStatement statement) {

    /** What an item is for, which decides what it means that it was executed or not. */
    public enum Role {
        /** Opens a transaction. */
        BEGIN,
        /** A statement of the script within a transaction. */
        INSIDE,
        /** A statement of the script that lasts as soon as it was executed. */
        OUTSIDE,
        /** A statement of the script that changes the session alone. */
        SESSION,
        /** A setting of the script's behind the commit of its row, which it cannot undo any more. */
        TRAILING,
        /** A setting of Migri's own, or what takes it back: for a stretch of the script, or around its own statements. */
        SETTING,
        /** Puts the session back at the end of a migration. */
        RESTORE,
        /** Notes in the journal what lasts. */
        MARK,
        /** Does, or checks in a rehearsal, what a commit would with what is deferred. */
        CHECK,
        /** Fails where this run does not have the lock any more. */
        GUARD,
        /** Fails where another run has recorded the migration. */
        ABSENT,
        /** Adds the migration to the applied log. */
        RECORD,
        /** Commits the transaction. */
        COMMIT,
        /** Commits it and begins another. */
        COMMIT_AND_BEGIN,
        /** Undoes the transaction, as the script says. */
        ROLLBACK,
        /** Undoes it and begins another, as the script says. */
        ROLLBACK_AND_BEGIN
    }

    /** Whether the database may hold a part of its work after {@code failure}. */
    public boolean mayLeaveRemains(DatabaseError failure) {
        return statement != null && statement.traits().mayLeaveRemains(failure);
    }

    /** Whether it is a statement within a transaction that may have committed it by what it ran. */
    public boolean mayCommit() {
        return role == Role.INSIDE && statement != null && statement.effect() == TransactionEffect.MAY_END_IT;
    }

    /** Whether what was done by then lasts once it was executed, whatever comes after it. */
    public boolean makesLast() {
        return role == Role.COMMIT || role == Role.COMMIT_AND_BEGIN || role == Role.OUTSIDE;
    }

    public static BatchItem own(Role role, String text) {
        return new BatchItem(role, text, null);
    }

    /** The script's own statement in the form in which it is sent. */
    public static BatchItem of(Role role, String text, SqlStatement statement) {
        return new BatchItem(role, text, statement);
    }

    public static BatchItem of(Role role, SqlStatement statement) {
        return new BatchItem(role, statement.text(), statement);
    }
}
