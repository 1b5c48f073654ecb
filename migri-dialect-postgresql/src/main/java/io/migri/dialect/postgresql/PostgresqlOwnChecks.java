package io.migri.dialect.postgresql;

/** How the checks end that Migri puts into a transaction. They fail by a division by zero, and an error is known by these ends. */
final class PostgresqlOwnChecks {
    /** This session has the lock of the run. */
    static final String LOCKED = " /* the lock of the run */";

    /** The history has the row. */
    static final String RECORDED = " /* the row that was inserted */";

    private PostgresqlOwnChecks() {}
}
