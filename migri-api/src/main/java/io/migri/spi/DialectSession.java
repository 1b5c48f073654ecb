package io.migri.spi;

import io.migri.api.DatabaseError;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.lock.Locks;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementOutline;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import io.migri.spi.state.SessionState;
import io.migri.spi.wire.Wire;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Dialect} bound to one connection. Used by one thread at a time, but for {@link #cancel()}. Implemented by dialects;
 * it grows only by default methods.
 *
 * <p>The connection stays in auto-commit mode as far as JDBC knows: the core opens and ends transactions by sending the
 * statements of {@link io.migri.spi.wire.Wire#syntax()} along with those of the migration, so that they share a round trip.
 */
public interface DialectSession {

    Connection connection();

    /** The server's product and version, such as {@code postgresql 15.18}. Sends nothing. */
    String server();

    /** How statements get to the database. The same at each call. */
    Wire wire();

    /** What the session remembers. The same at each call. */
    SessionState state();

    /** What keeps runs apart. The same at each call. */
    Locks locks();

    /** Splits {@code script} into statements; closing the result closes it. Sends nothing after the first call. */
    StatementReader read(Reader script) throws SQLException;

    /**
     * What has to be there before tables can be made without naming their schema, and is not, such as {@code the schema "shop"}; empty where
     * nothing is missing. Asked only where whoever runs this named a schema; may ask the server.
     */
    default Optional<String> missingSchema() throws SQLException {
        return Optional.empty();
    }

    /**
     * What to do about a byte in a script that no UTF-8 text has, where it comes from a program of this database that writes binary data
     * as it is; empty where it is a text in another encoding, as far as can be told. Sends nothing.
     *
     * @param head the beginning of the script
     * @param line what stands before the byte in its line
     */
    default Optional<String> remedyForBytes(String head, String line) {
        return Optional.empty();
    }

    /**
     * Whether {@code statement} creates the schema that {@link #missingSchema()} told. Where it does, this session makes the history with
     * the first entry from now on, in the same transaction: {@link AppliedLog#prepare()} makes nothing then, and the first {@link
     * AppliedLog#append} brings the statements along. Sends nothing.
     */
    default boolean makesMissingSchema(String statement) {
        return false;
    }

    /** The table of that name, wherever this connection would find or create it. Sends nothing. */
    AppliedLog appliedLog(String table);

    /**
     * The journal of that name, beside the history; empty where the dialect keeps none, so that a migration that ends half way has to
     * be mended by hand. Sends nothing.
     */
    default Optional<RecoveryJournal> journal(String table) {
        return Optional.empty();
    }

    /**
     * Why this server does not take {@code statement}, such as {@code MERGE came with PostgreSQL 15, and this server is
     * postgresql 14.2}; empty where it does, and wherever that is not certain. Asked of each statement of a script before anything
     * runs, so it looks at the first words and never at rows. Sends nothing.
     */
    default Optional<String> beyondServer(String statement) {
        return Optional.empty();
    }

    /**
     * {@code statement} without what means nothing: two statements that differ only in comments, white space between tokens, line ends
     * and the case of keywords, and of names that are not quoted where the database does not care for it, give the same text, and any
     * others give different ones. A comment that the database executes is not a comment. It is read as the script that was read last
     * has set the session, so it is asked between {@link StatementReader#next()} and the next. Sends nothing.
     *
     * @see io.migri.spi.script.CanonicalText
     */
    default String canonical(String statement) {
        return statement.replace("\r\n", "\n").strip();
    }

    /**
     * {@code statement} with {@code '…'} in place of each text in it and without comments, for reports: a text may be a secret. The
     * statement may be cut short, and of another session. By default it ends at the first character that may begin a text. Sends nothing.
     *
     * @see io.migri.spi.script.StatementOutline
     */
    default String withoutTexts(String statement) {
        return StatementOutline.unread(statement);
    }

    /**
     * The texts in a statement or a whole script that are secrets, in any order: the passwords in statements that set one. Migri neither
     * shows nor stores them. By default none is found. Sends nothing.
     *
     * @see io.migri.spi.script.SecretTexts
     */
    default List<TextSpan> secrets(String script) {
        return List.of();
    }

    /** {@code script} with {@code '***'} in place of each of its {@link #secrets}. Not to override. */
    default String withoutSecrets(String script) {
        return TextSpan.replaced(script, secrets(script), "'***'");
    }

    /**
     * What to send for the script's own {@code BEGIN}, which {@code statement} is: by default what it says. A dialect whose plain
     * {@code BEGIN} may fail later, when it wants to write, gives the form that takes the lock at once. Sends nothing.
     */
    default String beginning(String statement) {
        return statement;
    }

    /**
     * Whether {@code statement}, which failed outside of a transaction, may have left a part of its work behind, as {@code CREATE
     * INDEX CONCURRENTLY} leaves an invalid index. Sends nothing.
     */
    default boolean mayLeaveRemains(String statement) {
        return false;
    }

    /** The same, where the failure is known. What the database could not even understand, and so names a place in, did nothing. */
    default boolean mayLeaveRemains(String statement, DatabaseError failure) {
        return failure.offset().isEmpty() && mayLeaveRemains(statement);
    }

    /**
     * Why {@code statement} cannot be executed as it is meant where each statement of a file is a transaction by itself; empty where it can.
     * Sends nothing.
     */
    default Optional<String> refusedAlone(String statement) {
        return Optional.empty();
    }

    /**
     * Opens a place to try migrations out in.
     *
     * @throws io.migri.api.MigriException with code {@code DRY_RUN_UNSUPPORTED} and the reason where this database has none
     */
    Rehearsal rehearse() throws SQLException;

    /** The same, made to measure where the dialect can do so. */
    default Rehearsal rehearse(RehearsalRequest request) throws SQLException {
        return rehearse();
    }

    /**
     * What comes to the same as {@code statement}, which refuses a transaction, within one, whatever it costs those who wait for its locks:
     * {@code CREATE INDEX} for {@code CREATE INDEX CONCURRENTLY}. It is as long as {@code statement}, with spaces in place of what is left out,
     * so that an error has the same place in both. Empty where there is no such thing. Asked in a rehearsal
     * {@link Rehearsal#onRealDatabase() on the real database} when the statement's turn comes, and may ask the server.
     *
     * @throws SQLException where the server would refuse {@code statement}, but not its other form
     */
    default Optional<String> plainForm(String statement) throws SQLException {
        return Optional.empty();
    }

    /**
     * Why {@code statement} is left out of a rehearsal {@link Rehearsal#onRealDatabase() on the real database}, in words that follow
     * "because": it does what no rollback takes back, such as {@code it writes a file on the server}. Empty where it may be executed. Asked of each
     * statement when its turn comes, so that what earlier ones have made is known. Sends nothing.
     */
    default Optional<String> beyondRollback(SqlStatement statement) {
        return Optional.empty();
    }

    /**
     * Statements that check within a transaction what its commit would check, such as deferred constraints, and leave these as a commit does. Sent
     * in a rehearsal {@link Rehearsal#onRealDatabase() on the real database} wherever a run would commit. Sends nothing.
     */
    default List<String> commitChecks() {
        return List.of();
    }

    /**
     * What tells the effects of single statements; empty where the dialect cannot. Called with the lock held, before the first migration
     * and outside of a transaction, or within that of a rehearsal, and may ask the server. Sizes are those of the real tables, also on
     * a copy.
     */
    default Optional<StatementProbe> probe(ProbeRequest request) throws SQLException {
        return Optional.empty();
    }

    /** What scripts for this database expect; empty where the dialect has nothing for them. Sends nothing. */
    default Optional<ScriptBinding> scriptBinding() {
        return Optional.empty();
    }

    /**
     * What is to be known of the server's kind and version. A run does not begin where one is a {@link Finding.State#PROBLEM}, such as a
     * version that is too old, unless the user wants it to; a {@link Finding.State#WARNING} is told to those who look closely. The version
     * is the one that the server itself gives in answer to a query, for who stands in front of it may give another when connecting. Called
     * with the lock held, or to examine the database; may ask the server what {@link io.migri.spi.lock.Locks#tryLock} did not learn.
     */
    default List<Finding> support() throws SQLException {
        return List.of();
    }

    /**
     * Looks whether this user can do here what a run does. Changes nothing.
     *
     * @param table the history table's name
     */
    default List<Finding> examine(String table) throws SQLException {
        return List.of();
    }

    /** Makes the statement under way end soon with an error. Called from another thread; must not throw and must not wait long. */
    void cancel();
}
