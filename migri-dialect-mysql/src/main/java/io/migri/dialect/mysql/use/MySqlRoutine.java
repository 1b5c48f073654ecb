package io.migri.dialect.mysql.use;

import java.util.Set;

/**
 * What a routine may do to the session of its caller.
 *
 * @param variables of the user's that it reads or sets; {@code *} for any
 * @param looksBack whether it may ask what the statement before did
 */
public record MySqlRoutine(Set<String> variables, boolean looksBack) {
    /** One of which nothing is known. */
    static final MySqlRoutine UNKNOWN = new MySqlRoutine(Set.of("*"), true);

    public MySqlRoutine {
        variables = Set.copyOf(variables);
    }
}
