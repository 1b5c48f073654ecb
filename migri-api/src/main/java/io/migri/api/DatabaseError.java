package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A database's own account of what went wrong, in terms that do not depend on the database.
 *
 * @param kind what sort of trouble it is
 * @param code the database's code: SQLSTATE, or an error number such as {@code 1064}
 * @param message the database's message, without decoration by the driver
 * @param detail what the database adds to the message
 * @param hint what the database suggests
 * @param offset zero-based index in the statement's text at which the database saw the trouble
 */
public record DatabaseError(
        Kind kind, String code, String message, Optional<String> detail, Optional<String> hint, OptionalInt offset) {

    public DatabaseError {
        requireNonNull(kind, "kind");
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        requireNonNull(detail, "detail");
        requireNonNull(hint, "hint");
        requireNonNull(offset, "offset");
    }

    /** An error about which no more is known than its code and message. */
    public static DatabaseError of(Kind kind, String code, String message) {
        return new DatabaseError(kind, code, message, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** Sorts of trouble that callers tell apart. */
    public enum Kind {
        /** The statement is wrong or was refused; the default. */
        STATEMENT,
        /** The statement is fine but cannot run inside a transaction. */
        REFUSES_TRANSACTION,
        /** The statement is fine, also in a transaction, but uses what the open one did and only its commit makes usable. */
        NEEDS_COMMIT,
        /** The statement is fine, but something deferred has to happen before it in the open transaction: PostgreSQL's 55006. */
        PENDING_TRIGGERS,
        /** The statement sets up the transaction, in which something was done before. */
        TRANSACTION_BEGUN,
        /** The connection is gone: what was under way may or may not have been done. */
        CONNECTION_LOST,
        /** The server ended the session and said so: the transaction that was open is rolled back. */
        SESSION_ENDED,
        /** Nobody answers at the host and port, or the file cannot be opened. */
        UNREACHABLE,
        /** The user or the password is wrong. */
        AUTHENTICATION,
        /** The server has no database of that name. */
        UNKNOWN_DATABASE,
        /** The user lacks a privilege. */
        PRIVILEGE,
        /** Somebody else holds a lock. */
        BUSY,
        /** The database or the file cannot be written to. */
        READ_ONLY,
        /** There is no space left. */
        DISK_FULL,
        /** The statement was cancelled, on request or because it took longer than the server allows. */
        CANCELLED
    }
}
