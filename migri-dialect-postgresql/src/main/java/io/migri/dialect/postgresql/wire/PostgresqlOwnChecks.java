package io.migri.dialect.postgresql.wire;

/** How the checks end that Migri puts into a transaction. They fail by a division by zero, and an error is known by these ends. */
public final class PostgresqlOwnChecks {
    /** This session has the lock of the run. */
    public static final String LOCKED = " /* the lock of the run */";

    /** The history has the row. */
    public static final String RECORDED = " /* the row that was inserted */";

    private PostgresqlOwnChecks() {}
}
