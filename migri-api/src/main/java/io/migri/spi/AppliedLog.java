package io.migri.spi;

import io.migri.api.AppliedMigration;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What has been applied. The dialect brings one that is a table in the migrated database; an {@link AppliedLogProvider} brings
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
     * The statements that add an entry, complete with its values, to be executed in the migration's own transaction. They mean
     * the same whatever the migration did to the session. Sends nothing. Called after {@link #read()} or {@link #prepare()}.
     */
    List<String> append(AppliedMigration migration);

    /** Told once the transaction of {@link #append} is committed, for a log that lives elsewhere. */
    default void appended(AppliedMigration migration) throws SQLException {}
}
