package io.migri.spi.state;

import io.migri.spi.script.SessionValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a session remembers, and what puts it back as it was. Bound to one connection; used by the thread that uses the session. Implemented by
 * dialects; it grows only by default methods.
 */
public interface SessionState {

    /**
     * Whether a transaction is open that JDBC does not know of: somebody has begun it with a statement. Asked once of a connection that was
     * lent, before anything else is sent on it. May ask the server, and changes nothing. By default the answer is no.
     */
    default boolean lentInTransaction() throws SQLException {
        return false;
    }

    /**
     * Statements that put the session back as it was when it was bound, after a migration that may have changed it
     * ({@code SET search_path}, {@code SET FOREIGN_KEY_CHECKS}, {@code USE}). They are sent within the migration's last
     * transaction, before its row, and also after a failure. Called with the lock held, for the first time before any migration
     * ran, and may then ask the server.
     */
    List<String> restore() throws SQLException;

    /** Statements that make whole what {@link #restore} cannot inside a transaction; sent after it has ended. */
    default List<String> restoreOutside() throws SQLException {
        return List.of();
    }

    /**
     * What is worth telling about the migration that was just applied; each remark once. Asked
     * after its last transaction has ended. Sends nothing.
     */
    default List<String> remarks() {
        return List.of();
    }

    /**
     * What makes statements of Migri's mean the same in the middle of a script, whatever it has set (role, search path, modes, time-outs).
     * Afterwards the script finds its session as it left it. Used around marks of the journal, within a transaction whose commit follows.
     * Sends nothing; called after {@link #restore}.
     */
    default Aside aside() {
        return Aside.NONE;
    }

    /**
     * Statements that let the next one begin a transaction by itself, where it could notice a {@code BEGIN} sent between two statements,
     * and those that end that mode after the commit: {@code SET autocommit=0}, {@code SET autocommit=1}. The former are sent in front of
     * the statement that is looked back at. {@link Aside#NONE} where {@code BEGIN} and {@code COMMIT} cannot be noticed. Sends nothing.
     */
    default Aside implicitTransaction() {
        return Aside.NONE;
    }

    /**
     * Statements that do within a transaction what its commit would do with deferred constraints and triggers, so that these run as the
     * script has set the session. Sent in front of what Migri puts back and records at the end of a transaction. Sends nothing.
     */
    default List<String> beforeCommit() {
        return List.of();
    }

    /**
     * The same as {@link #beforeCommit} where no commit follows, because later migrations share the transaction. They find deferred
     * constraints as a commit would leave them. Sends nothing.
     */
    default List<String> inPlaceOfCommit() {
        return beforeCommit();
    }

    /**
     * Statements that take back what {@link #restore} gives Migri's own statements until the end of the transaction, for a later migration
     * that shares it. Sent after those statements. Empty where {@link #restore} gives them nothing. Called after {@link #restore}; sends
     * nothing.
     */
    default List<String> restoreForNext() {
        return List.of();
    }

    /**
     * Statements that make the session forget {@code value}, such as {@code DEALLOCATE}. A part of a script gave it to the session, was
     * rolled back and is executed once more; {@code ROLLBACK} does not take it back. Empty where giving it again does no harm. Sends
     * nothing.
     */
    default List<String> forgetting(SessionValue value) {
        return List.of();
    }

    /**
     * Statements that clear the session of what a finished migration has left in it, such as a temporary table or a prepared statement. So
     * the next one finds what it would find in a session of its own. They are sent outside of transactions, and within the one of a
     * rehearsal on the real database. Nothing that was there before the migration may be lost. Empty where the session keeps it. Sends
     * nothing.
     *
     * @param values what its statements gave the session and did not take back; never empty, and never a setting
     */
    default List<String> forgetting(Set<SessionValue> values) {
        return List.of();
    }

    /**
     * What stays of the transaction that was just rolled back, in words that follow "stays": {@code rows of log, whose engine has no
     * transactions}; empty where nothing does. Asked right after a {@code ROLLBACK}, and may ask the server.
     */
    default Optional<String> leftByRollback() throws SQLException {
        return Optional.empty();
    }
}
