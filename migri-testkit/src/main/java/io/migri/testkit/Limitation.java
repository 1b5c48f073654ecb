package io.migri.testkit;

/** What a database cannot do. The contracts assert that it is indeed so, and what happens instead. */
public enum Limitation {
    /** It lives in a file: no host, port, user or password, which are refused, and nothing to count round trips to. */
    NO_SERVER,
    /** Its DDL commits: the reader says so of each such statement. */
    DDL_COMMITS,
    /** The lock does not cover a run; only transactions exclude each other. */
    LOCKS_TRANSACTIONS_ONLY,
    /** It cannot tell who holds the lock. */
    LOCK_HOLDER_UNKNOWN,
    /** It does not tell where in a statement it found a mistake. */
    NO_ERROR_OFFSET,
    /** Its log keeps neither files nor fingerprints, durations and users. */
    NO_FILES_KEPT,
    /** It cannot rehearse, and says why. */
    NO_REHEARSAL
}
