package io.migri.dialect.mysql;

/** Told what a script does to its session. */
@FunctionalInterface
interface MySqlScriptEffects {

    /** It sets a variable of the session. */
    void assigned(MySqlSetStatement.Assignment assignment);

    /** It makes a temporary table, which takes the place of a table of the same name. */
    default void temporaryTableMade() {}

    /** It locks tables, which no rollback unlocks. */
    default void tablesLocked() {}
}
