package io.migri.api;

/** Why a run stopped. The command line derives its exit status from this. */
public enum ErrorCode {
    /** The request makes no sense as it stands. */
    CONFIGURATION_INVALID,
    /** Something was asked for that a database of this kind has no use for, or that goes with something else only. */
    REQUEST_UNSUPPORTED,
    /** The dialect is not known, or cannot be inferred. */
    DIALECT_UNKNOWN,
    /** The directory or a file in it cannot be read. */
    SOURCE_UNREADABLE,
    /** The set of migrations contradicts itself: two files of one name. */
    MIGRATIONS_INVALID,
    /** The files were written for another tool, and a plain run would do something else with them. Nothing was touched. */
    FOREIGN_FORMAT,
    /** A script cannot be read: bad UTF-8, an unclosed quote. Found before anything was applied. */
    SCRIPT_INVALID,
    /**
     * What is there contradicts what was recorded, as where the part of a migration that is done was changed; or it holds what a dry run
     * cannot execute. Nothing was touched.
     */
    VALIDATION,
    /** A statement of an earlier run may or may not have been executed, and looking does not tell. Nothing was touched. */
    UNDECIDED,
    /** A migration failed. */
    MIGRATION_FAILED,
    /** The history table is not one that Migri can use. */
    HISTORY_UNUSABLE,
    /** This database cannot rehearse. */
    DRY_RUN_UNSUPPORTED,
    /** Another run held the lock for longer than this one was told to wait. */
    LOCK_TIMEOUT,
    /** The database did not come up in the time that was given for that, or something stayed pending. Nothing was touched. */
    NOT_READY,
    /** The run was asked to stop. */
    INTERRUPTED,
    /** The server is older than those that Migri is made for, or does not do what a run needs. Nothing was touched. */
    SERVER_UNSUPPORTED,
    /** The database cannot be reached, or was lost outside a migration. */
    DATABASE_UNAVAILABLE,
    /** A plug-in broke its contract. */
    PLUGIN_MISBEHAVED
}
