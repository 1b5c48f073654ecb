package io.migri.api.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one statement did, however it ended.
 *
 * @param migration the migration's name
 * @param origin the file or resource, as a person would name it
 * @param line one-based; 0 where it is not known
 * @param statement its beginning, on one line; empty where the report is about the migration as a whole
 * @param rows how many it inserted, changed or deleted; empty where the database does not tell
 * @param effects on what was there before the run
 * @param completed false where it failed
 */
public record StatementReport(
        String migration,
        String origin,
        int line,
        String statement,
        Duration took,
        OptionalLong rows,
        List<Effect> effects,
        boolean completed) {

    public StatementReport {
        requireNonNull(migration, "migration");
        requireNonNull(origin, "origin");
        requireNonNull(statement, "statement");
        requireNonNull(took, "took");
        requireNonNull(rows, "rows");
        effects = List.copyOf(effects);
    }

    /** Such as {@code 0007_orders line 3}. */
    public String place() {
        return line == 0 ? migration : migration + " line " + line;
    }
}
