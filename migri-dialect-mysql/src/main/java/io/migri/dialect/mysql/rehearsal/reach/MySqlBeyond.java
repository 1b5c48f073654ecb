package io.migri.dialect.mysql.rehearsal.reach;

import java.util.Locale;
import java.util.Set;

/**
 * What there is on the server besides the database of a dry run.
 *
 * @param databases all of them, in lower case, as far as this user can see
 * @param programs functions that are not written in SQL, in lower case
 * @param guarded whether the account that rehearses may change nothing but copies, so that the server itself keeps the rest
 */
public record MySqlBeyond(Set<String> databases, Set<String> programs, boolean guarded) {
    public MySqlBeyond {
        databases = Set.copyOf(databases);
        programs = Set.copyOf(programs);
    }

    boolean isDatabase(String name) {
        return databases.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean isCode(String function) {
        return !programs.isEmpty() && programs.contains(function.toLowerCase(Locale.ROOT));
    }
}
