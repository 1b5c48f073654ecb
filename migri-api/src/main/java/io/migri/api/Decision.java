package io.migri.api;

/** What to do about a statement of which nobody but the user can tell whether it was executed. */
public enum Decision {
    /** It was not: execute it, and go on. */
    RETRY,
    /** It was, or is not wanted: go on after it. */
    SKIP_STATEMENT,
    /** All of the migration is done by now: record it as applied. */
    MARK_APPLIED
}
