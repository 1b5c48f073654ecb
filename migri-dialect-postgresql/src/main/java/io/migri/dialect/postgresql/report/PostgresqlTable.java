package io.migri.dialect.postgresql.report;

import java.util.OptionalLong;

/**
 * A table, materialized view or view that was there before the run.
 *
 * @param rows about how many it has; 0 only where it has none
 */
record PostgresqlTable(long oid, String name, OptionalLong bytes, OptionalLong rows) {

    boolean knownRows() {
        return rows.isPresent() && rows.getAsLong() > 0;
    }
}
