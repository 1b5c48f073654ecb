package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A log that adds something to some methods of another one, and hands on all others. Whoever implements it cannot forget one. */
public interface ForwardingAppliedLog extends AppliedLog {

    /** The other log. */
    AppliedLog log();

    @Override
    default Optional<List<AppliedMigration>> read() throws SQLException {
        return log().read();
    }

    @Override
    default void prepare() throws SQLException {
        log().prepare();
    }

    @Override
    default Optional<UnfitName> unfit(String migration) throws SQLException {
        return log().unfit(migration);
    }

    @Override
    default List<String> append(AppliedMigration migration) {
        return log().append(migration);
    }

    @Override
    default List<String> append(AppliedMigration migration, StoredScript script) {
        return log().append(migration, script);
    }

    @Override
    default List<String> absent(String migration) {
        return log().absent(migration);
    }

    @Override
    default boolean undoneByRollback() {
        return log().undoneByRollback();
    }

    @Override
    default boolean complete() {
        return log().complete();
    }

    @Override
    default Optional<StoredScript> script(String migration) throws SQLException {
        return log().script(migration);
    }

    @Override
    default List<String> replace(AppliedMigration migration, StoredScript script) {
        return log().replace(migration, script);
    }

    @Override
    default List<String> keepUndo(String migration, StoredScript undo) {
        return log().keepUndo(migration, undo);
    }

    @Override
    default List<String> remove(String migration) {
        return log().remove(migration);
    }

    @Override
    default Optional<ClientHistory> forClient() throws SQLException {
        return log().forClient();
    }

    @Override
    default void appended(AppliedMigration migration) throws SQLException {
        log().appended(migration);
    }

    @Override
    default void removed(String migration) throws SQLException {
        log().removed(migration);
    }
}
