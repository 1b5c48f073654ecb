package io.migri.spi;

import io.migri.api.DatabaseError;
import io.migri.api.LockHolder;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.probe.ProbeRequest;
import io.migri.spi.probe.StatementProbe;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementOutline;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import io.migri.spi.wire.StatementFailedException;
import io.migri.spi.wire.TransactionSyntax;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A {@link Dialect} bound to one connection. Used by one thread at a time, but for {@link #cancel()}. Implemented by dialects;
 * it grows only by default methods.
 *
 * <p>The connection stays in auto-commit mode as far as JDBC knows: the core opens and ends transactions by sending the
 * statements of {@link #transactionSyntax()} along with those of the migration, so that they share a round trip.
 */
public interface DialectSession {

    Connection connection();

    /** The server's product and version, such as {@code postgresql 15.18}. Sends nothing. */
    String server();

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

    /** The statements that begin and end a transaction and a savepoint. */
    TransactionSyntax transactionSyntax();

    /**
     * What to send for the script's own {@code BEGIN}, which {@code statement} is: by default what it says. A dialect whose plain
     * {@code BEGIN} may fail later, when it wants to write, gives the form that takes the lock at once. Sends nothing.
     */
    default String beginning(String statement) {
        return statement;
    }

    /**
     * What begins a transaction of which all statements are Migri's own, so that it may write whatever the script has set for its own
     * transactions. Sends nothing.
     */
    default String beginToRecord() {
        return transactionSyntax().begin();
    }

    /**
     * Statements that do within a transaction what its commit would do with deferred constraints and triggers, so that these run as the
     * script has set the session. Sent in front of what Migri puts back and records at the end of a transaction. Sends nothing.
     */
    default List<String> beforeCommit() {
        return List.of();
    }

    /**
     * What makes statements of Migri's mean the same in the middle of a script, whatever it has set (role, search path, modes,
     * time-outs), and lets the script find its session afterwards as it left it. Used around marks of the journal, within a transaction
     * whose commit follows. Sends nothing; called after {@link #restoreStatements}.
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
     * Statements that make the session forget {@code value}, which a part of a script gave it that was rolled back and is executed once
     * more, and which {@code ROLLBACK} does not take back: {@code DEALLOCATE}. Empty where giving it again does no harm. Sends nothing.
     */
    default List<String> forgetting(SessionValue value) {
        return List.of();
    }

    /**
     * Statements that take from the session what a migration that is over has left in it, such as a temporary table or a prepared statement, so that
     * the next one finds what it would find in a session of its own. They are sent outside of transactions, and within the one of a rehearsal on the
     * real database. Nothing that was there before the migration may be lost. Empty where the session keeps it. Sends nothing.
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

    /**
     * Executes {@code statements} in order in as few round trips as the database allows, each in the transaction that is open
     * then, and stops at the first that fails. Rows that they return are dropped.
     *
     * <p>The caller keeps a call small (see {@link #maximumBatch()}) and gives a statement that refuses a transaction alone.
     *
     * @throws StatementFailedException which says how many had succeeded; a transaction that was open then still is, and the
     *     caller rolls it back
     */
    void execute(List<String> statements) throws StatementFailedException;

    /**
     * Whether the transaction that was open before the last {@link #execute} still is; asked right after it failed, or executed a
     * statement that {@link io.migri.spi.script.TransactionEffect#MAY_END_IT may end it}, or after code that used the connection itself, and
     * may ask the server. False where something ended it unseen, such as a procedure that commits: what came before is then there to stay. True
     * where it is known to be rolled back.
     */
    default boolean transactionSurvived() throws SQLException {
        return true;
    }

    /**
     * Whether a transaction is open. Asked after code that used the connection itself, where nothing has failed; may ask the server.
     */
    default boolean transactionOpen() throws SQLException {
        return transactionSurvived();
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
     * Executes a statement whose data follows it in the script, in a transaction that is open already.
     *
     * @param data read to its end, not closed
     * @throws IOException where reading {@code data} failed; the statement has then been abandoned
     */
    default void load(String statement, Reader data) throws SQLException, IOException {
        throw new SQLException("no statement of this database reads data from the script");
    }

    /** How much may go into one {@link #execute} call, which the core keeps to where single statements are not larger. */
    default Batch maximumBatch() {
        return new Batch(64 * 1024, 1000);
    }

    /**
     * Tries once to get the lock that keeps two runs on one history apart; empty while somebody else has it. Never waits: the
     * core polls. The lock outlives commits and rollbacks and dies with the connection.
     *
     * @throws io.migri.api.MigriException with code {@code CONFIGURATION_INVALID} where such a lock would not hold, as behind a proxy
     *     that gives each transaction another session of the server
     * @param name the history table's name; two names do not exclude each other
     */
    Optional<MigrationLock> tryLock(String name) throws SQLException;

    /** Who holds the lock of that name. Empty where nobody does, and where the database cannot tell. */
    default Optional<LockHolder> lockHolder(String name) throws SQLException {
        return Optional.empty();
    }

    /** What the server calls this session; empty where it cannot be told. Sends nothing. */
    default OptionalLong identity() {
        return OptionalLong.empty();
    }

    /**
     * Who holds the locks that the statement under way of another session waits for.
     *
     * @param session the other one's {@link #identity()}
     * @return empty where it waits for nobody, and where the database does not tell this user
     */
    default List<LockHolder> blockersOf(long session) throws SQLException {
        return List.of();
    }

    /**
     * What makes statements wait for a lock of the database no longer than {@code limit}, as nearly as the database can. Where the
     * session itself is what waits, it does so no longer from now on. Sends nothing.
     */
    default LockTimeout lockTimeout(Duration limit) {
        return LockTimeout.NONE;
    }

    /**
     * How long statements of this session wait for a lock of the database as it is set already; empty where they wait for as long as it
     * takes, and where that cannot be told. May ask the server.
     */
    default Optional<Duration> ownLockTimeout() throws SQLException {
        return Optional.empty();
    }

    /**
     * Statements that put the session back as it was when it was bound, after a migration that may have changed it
     * ({@code SET search_path}, {@code SET FOREIGN_KEY_CHECKS}, {@code USE}). They are sent within the migration's last
     * transaction, before its row, and also after a failure. Called with the lock held, for the first time before any migration
     * ran, and may then ask the server.
     */
    List<String> restoreStatements() throws SQLException;

    /** Statements that make whole what {@link #restoreStatements} cannot inside a transaction; sent after it has ended. */
    default List<String> restoreStatementsOutsideTransaction() throws SQLException {
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
     * with the lock held, or to examine the database; may ask the server what {@link #tryLock} did not learn.
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

    /**
     * Statements around Migri's own.
     *
     * @param before sent in front of them
     * @param after sent behind them, in the same transaction
     */
    record Aside(List<String> before, List<String> after) {
        /** Where the script has set nothing that matters. */
        public static final Aside NONE = new Aside(List.of(), List.of());

        public Aside {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * The size of a batch.
     *
     * @param characters at most, of all statements together
     * @param statements at most
     */
    record Batch(int characters, int statements) {}
}
