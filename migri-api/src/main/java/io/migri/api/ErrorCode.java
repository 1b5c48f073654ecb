package io.migri.api;

/** Why a run stopped. The command line derives its exit status from this. */
public enum ErrorCode {
    /** The request makes no sense as it stands. */
    CONFIGURATION_INVALID(Blame.USER),
    /** Something was asked for that a database of this kind has no use for, or that goes with something else only. */
    REQUEST_UNSUPPORTED(Blame.USER),
    /** The dialect is not known, or cannot be inferred. */
    DIALECT_UNKNOWN(Blame.USER),
    /** The directory or a file in it cannot be read. */
    SOURCE_UNREADABLE(Blame.USER),
    /** The set of migrations contradicts itself: two files of one name. */
    MIGRATIONS_INVALID(Blame.USER),
    /** The files were written for another tool, and a plain run would do something else with them. Nothing was touched. */
    FOREIGN_FORMAT(Blame.USER),
    /** A script cannot be read: bad UTF-8, an unclosed quote. Found before anything was applied. */
    SCRIPT_INVALID(Blame.USER),
    /**
     * What is there contradicts what was recorded, as where the part of a migration that is done was changed; or it holds what a dry run
     * cannot execute. Nothing was touched.
     */
    VALIDATION(Blame.USER),
    /** A statement of an earlier run may or may not have been executed, and looking does not tell. Nothing was touched. */
    UNDECIDED(Blame.USER),
    /** A migration failed. */
    MIGRATION_FAILED(Blame.USER),
    /** The history table is not one that Migri can use. */
    HISTORY_UNUSABLE(Blame.USER),
    /** This database cannot rehearse. */
    DRY_RUN_UNSUPPORTED(Blame.USER),
    /** Another run held the lock for longer than this one was told to wait. */
    LOCK_TIMEOUT(Blame.ENVIRONMENT),
    /** The run was asked to stop. */
    INTERRUPTED(Blame.ENVIRONMENT),
    /** The server is older than those that Migri is made for, or does not do what a run needs. Nothing was touched. */
    SERVER_UNSUPPORTED(Blame.ENVIRONMENT),
    /** The database cannot be reached, or was lost outside a migration. */
    DATABASE_UNAVAILABLE(Blame.ENVIRONMENT),
    /** A plug-in broke its contract. */
    PLUGIN_MISBEHAVED(Blame.PLUGIN);

    /** Who can put it right. */
    public enum Blame {
        USER,
        ENVIRONMENT,
        PLUGIN
    }

    private final Blame blame;

    ErrorCode(Blame blame) {
        this.blame = blame;
    }

    public Blame blame() {
        return blame;
    }
}
