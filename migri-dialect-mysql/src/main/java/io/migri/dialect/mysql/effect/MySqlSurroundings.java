package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.use.MySqlRoutine;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a script finds in the database and has to leave alone.
 *
 * @param database that the migrations are for; empty where none is chosen
 * @param folded whether names of databases and tables that differ in case are the same
 * @param locks names of the locks of this run
 * @param routines of the database, by their names in lower case
 * @param tables of the database whose engine has no transactions, in lower case
 * @param engine of a table whose definition names none, in upper case
 */
public record MySqlSurroundings(
        String database,
        boolean folded,
        Set<String> locks,
        Map<String, MySqlRoutine> routines,
        Set<String> tables,
        String engine) {
    /** Where nothing is known. */
    static final MySqlSurroundings NONE = new MySqlSurroundings("", false, Set.of(), Map.of(), Set.of(), "INNODB");

    boolean isDatabase(String name) {
        return !database.isEmpty() && (folded ? name.equalsIgnoreCase(database) : name.equals(database));
    }

    /** Names of locks differ in more than case. */
    boolean isLock(String name) {
        return locks.stream().anyMatch(name::equalsIgnoreCase);
    }

    public static String key(String table) {
        return table.toLowerCase(Locale.ROOT);
    }
}
