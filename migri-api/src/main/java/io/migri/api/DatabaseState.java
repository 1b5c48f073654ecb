package io.migri.api;

/** What a failed migration left behind. */
public enum DatabaseState {
    /** Nothing of the migration: it was rolled back, or never reached the database. */
    UNCHANGED,
    /** A part of it: statements that no transaction could hold were executed before the failure. */
    PARTLY_CHANGED,
    /** Not known: the connection broke after the last message was sent and before its answer came. */
    UNKNOWN
}
