package io.migri.dialect.postgresql.report;

import java.util.HashMap;
import java.util.Map;

/**
 * What the catalogs say at one moment. Numbers are object identifiers.
 *
 * @param complete whether it is about all tables; else about those on which this session holds a lock
 * @param locks the strongest that this session holds
 * @param files of tables and indexes
 * @param indexes by their identifier
 * @param constraints those that hold for all rows, by their identifier
 * @param activity what this session has done to tables in its transaction
 */
record PostgresqlSnapshot(
        boolean complete,
        Map<Long, PostgresqlLockMode> locks,
        Map<Long, Long> files,
        Map<Long, Part> indexes,
        Map<Long, Part> constraints,
        Map<Long, Activity> activity) {

    static PostgresqlSnapshot empty(boolean complete) {
        return new PostgresqlSnapshot(
                complete, new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    /** Something of a table. */
    record Part(long table, String name) {}

    /** How often a table was read from one end to the other, how many rows that gave, and how many were changed or deleted. */
    record Activity(long scans, long read, long changed) {
        static final Activity NONE = new Activity(0, 0, 0);

        Activity since(Activity before) {
            return new Activity(scans - before.scans, read - before.read, changed - before.changed);
        }
    }
}
