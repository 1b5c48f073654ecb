package io.migri.api;

/** What a failed migration left behind. */
public enum DatabaseState {
    /** Nothing of the migration: it was rolled back, or never reached the database. */
    UNCHANGED,
    /** A part of it: what was committed before the failure, or what the failed statement or the rollback left behind. */
    PARTLY_CHANGED,
    /**
     * Not known: the connection broke, or the server ended the session, after the last message was sent and before its answer came. Or a
     * plug-in broke its contract, and cannot tell what it has sent.
     */
    UNKNOWN
}
