package io.migri.core.stage;

/** Whether what is done stays. */
public enum Mode {
    /** It stays. */
    RUN,

    /** A dry run in one transaction of the real database, so no transaction may end in it. */
    DRY_RUN_IN_TRANSACTION,

    /** A dry run on a copy, where everything is as in a run. */
    DRY_RUN_ON_COPY;

    public boolean dryRun() {
        return this != RUN;
    }

    public boolean onlyInTransaction() {
        return this == DRY_RUN_IN_TRANSACTION;
    }
}
