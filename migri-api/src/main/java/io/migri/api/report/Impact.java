package io.migri.api.report;

import java.util.List;

/**
 * What a run did to the database, statement by statement.
 *
 * @param statements in the order in which they were executed
 * @param dangers in that order too
 */
public record Impact(List<StatementReport> statements, List<Danger> dangers) {

    public Impact {
        statements = List.copyOf(statements);
        dangers = List.copyOf(dangers);
    }
}
