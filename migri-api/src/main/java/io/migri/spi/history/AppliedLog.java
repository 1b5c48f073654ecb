package io.migri.spi.history;

import io.migri.api.AppliedMigration;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What has been applied. The dialect brings one that is a table in the migrated database; an {@link io.migri.spi.AppliedLogProvider} brings
 * others. Never commits and never begins: the caller owns the transaction. Every entry means applied; nothing in flight or failed
 * ever stands in it.
 */
public interface AppliedLog {

    /**
     * Reads it with one query, in the order in which the migrations were applied; empty where there is no log yet.
     *
     * @throws io.migri.api.MigriException with code {@code HISTORY_UNUSABLE} where something else goes by its name
     */
    Optional<List<AppliedMigration>> read() throws SQLException;

    /** Creates it, or adds what it lacks. Keeps every row and column that it finds. Called with the lock held. */
    void prepare() throws SQLException;

    /**
     * Why it cannot hold an entry of that name to the letter; empty where it can. Asked after {@link #read()} of every pending migration,
     * before anything of any is executed. Where there is no log yet, it answers for the one that {@link #prepare()} makes. Changes nothing, and
     * sends nothing for a name that every log of its kind holds.
     */
    default Optional<UnfitName> unfit(String migration) throws SQLException {
        return Optional.empty();
    }

    /**
     * The statements that add an entry, complete with its values, to be executed in the migration's own transaction. They mean
     * the same whatever the migration did to the session. Sends nothing. Called after {@link #read()} or {@link #prepare()}.
     *
     * <p>What the entry says of duration and user is not written: the log finds out itself, and leaves it open where it cannot.
     */
    List<String> append(AppliedMigration migration);

    /**
     * Statements that fail in the database if an entry of that name stands in the log by now, which {@link #read()} did not see under the
     * lock. They stand in front of those of {@link #append}, in the same message. Cheap however long the log is: only what was added since
     * the last {@link #read()} is looked at. Sends nothing. Empty where the lock of the transaction makes that impossible.
     */
    default List<String> absent(String migration) {
        return List.of();
    }

    /**
     * The statements of {@link #append(AppliedMigration)} along with those that keep the migration's file, for {@link #script}. A log
     * that keeps no files adds the entry alone.
     */
    default List<String> append(AppliedMigration migration, StoredScript script) {
        return append(migration);
    }

    /**
     * Whether the log has room for all that {@link #append(AppliedMigration, StoredScript)} is given, as far as the last {@link
     * #read()} or {@link #prepare()} saw; sends nothing. Where it has not, the core calls {@link #prepare()} before it appends.
     */
    default boolean complete() {
        return true;
    }

    /**
     * Whether all that this log keeps is in the migrated database and written by the statements that it gives, so that undoing these undoes
     * it. A log that lives elsewhere is told nothing in a rehearsal, neither {@link #prepare()} nor {@link #append} nor {@link #appended}.
     */
    default boolean undoneByRollback() {
        return false;
    }

    /** The file of a migration as it was when it was applied; empty where it was not kept. */
    default Optional<StoredScript> script(String migration) throws SQLException {
        return Optional.empty();
    }

    /**
     * The statements that give an entry another fingerprint and file; its date, duration and user stay. Sends nothing.
     *
     * @throws UnsupportedOperationException where the log cannot be changed
     */
    default List<String> replace(AppliedMigration migration, StoredScript script) {
        throw new UnsupportedOperationException("this log cannot change an entry");
    }

    /**
     * The statements that keep what takes a migration back, in place of what is kept of it so far; {@link #script} gives it under {@link
     * io.migri.api.undo.Undo#nameOf}. They stand behind those of {@link #append(AppliedMigration, StoredScript)} or {@link #replace}. Sends nothing. By
     * default it is not kept.
     */
    default List<String> keepUndo(String migration, StoredScript undo) {
        return List.of();
    }

    /**
     * The statements that remove all entries of that name, the file, and what takes it back. Sends nothing.
     *
     * @throws UnsupportedOperationException where the log cannot be changed
     */
    default List<String> remove(String migration) {
        throw new UnsupportedOperationException("this log cannot remove an entry");
    }

    /**
     * What a script for the database's client does with this log; empty where no statement writes it. May ask the server. Called after {@link
     * #read()}, or without it where the script is for a database without a history: what is in this one does not count then.
     */
    default Optional<ClientHistory> forClient() throws SQLException {
        return Optional.empty();
    }

    /**
     * Told once the transaction of {@link #append} is committed, for a log that lives elsewhere. The migration counts as applied, whatever
     * this throws.
     */
    default void appended(AppliedMigration migration) throws SQLException {}

    /**
     * Told once the transaction of {@link #remove} is committed that undid a migration, for a log that lives elsewhere. The migration counts as
     * undone, whatever this throws.
     */
    default void removed(String migration) throws SQLException {}
}
