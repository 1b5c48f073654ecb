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

    /** Whether a danger of that severity, or a worse one, is among them. */
    public boolean reaches(Danger.Severity severity) {
        return dangers.stream().anyMatch(danger -> danger.severity().reaches(severity));
    }
}
