package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.language.MySqlAssignments;
import java.util.Set;

/** Told what a script does to its session, and asked where it stands. */
@FunctionalInterface
public interface MySqlScriptEffects {

    /** It sets a variable of the session. */
    void assigned(MySqlAssignments.Assignment assignment);

    /**
     * It makes a temporary table, which takes the place of a table of the same name.
     *
     * @param unlessThere whether only if there is none of that name
     */
    default void temporaryTableMade(boolean unlessThere) {}

    /** It locks tables, which no rollback unlocks. */
    default void tablesLocked() {}

    /** It takes another role, by {@code statement}. */
    default void roleSet(String statement) {}

    /** It executes code that may set anything. */
    default void codeExecuted() {}

    /** Whether the server commits each statement of a session that nobody has changed. */
    default boolean automatic() {
        return true;
    }

    /** Whether {@code completion_type} has a commit begin another transaction in such a session. */
    default boolean chains() {
        return false;
    }

    /** What the script finds. */
    default MySqlSurroundings surroundings() {
        return MySqlSurroundings.NONE;
    }

    /** The tables in engines without transactions, as all scripts so far leave them. */
    default MySqlEngines engines() {
        return new MySqlEngines(Set.of());
    }
}
