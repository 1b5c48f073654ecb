package io.migri.spi.script;

import io.migri.api.DatabaseError;
import java.util.Optional;

/**
 * What a dialect knows of one statement, and is seldom asked. An answer goes by what the script had set in its session when the statement
 * was read. It may be found only when it is asked for. Sends nothing. Implemented by dialects; it grows only by default methods.
 */
public interface StatementTraits {

    /** Nothing is known. */
    StatementTraits NONE = new StatementTraits() {};

    /**
     * Why this server does not take the statement, such as {@code MERGE came with PostgreSQL 15, and this server is
     * postgresql 14.2}; empty where it does, and wherever that is not certain. Asked before anything runs, so it looks at the first words and never
     * at rows.
     */
    default Optional<String> beyondServer() {
        return Optional.empty();
    }

    /**
     * What {@link Language#canonical} says of it, where the reader's own tokens tell; empty where it has to be asked. Asked before the
     * next statement is read, for a reader need not keep what it has noted.
     */
    default Optional<String> canonical() {
        return Optional.empty();
    }

    /** Why it cannot be executed as it is meant where each statement of a file is a transaction by itself; empty where it can. */
    default Optional<String> refusedAlone() {
        return Optional.empty();
    }

    /**
     * Whether it creates the schema that {@link io.migri.spi.history.History#missingSchema()} told. Where it does, the session makes the
     * history with the first entry from now on, in the same transaction: {@link io.migri.spi.history.AppliedLog#prepare()} makes nothing then,
     * and the first {@link io.migri.spi.history.AppliedLog#append} brings the statements along.
     */
    default boolean makesMissingSchema() {
        return false;
    }

    /**
     * What to send in place of the script's own {@code BEGIN}, which the statement is; empty for what it says. A dialect whose plain
     * {@code BEGIN} may fail later, when it wants to write, gives the form that takes the lock at once.
     */
    default Optional<String> beginning() {
        return Optional.empty();
    }

    /**
     * Whether it may leave a part of its work behind where it fails outside of a transaction, as {@code CREATE
     * INDEX CONCURRENTLY} leaves an invalid index.
     */
    default boolean mayLeaveRemains() {
        return false;
    }

    /** The same, where the failure is known. What the database could not even understand, and so names a place in, did nothing. */
    default boolean mayLeaveRemains(DatabaseError failure) {
        return failure.offset().isEmpty() && mayLeaveRemains();
    }
}
