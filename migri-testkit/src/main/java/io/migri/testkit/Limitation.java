package io.migri.testkit;

/** What a database cannot do. The contracts assert that it is indeed so, and what happens instead. */
public enum Limitation {
    /** It lives in a file or in this process: there is no host and no port, both are refused, and nobody counts round trips. */
    NO_SERVER,
    /** It has no users. A user name or a password in the configuration is refused. */
    NO_ACCOUNTS,
    /** One process alone can have the database open; another is refused. */
    ONE_PROCESS,
    /** A proxy does not find statements in what the driver sends, for it is encrypted, compressed or in a form of its own. */
    PROTOCOL_UNREADABLE,
    /** Its DDL commits: the reader says so of each such statement. */
    DDL_COMMITS,
    /** It has no code that could commit: no statement has the effect {@code MAY_END_IT}. */
    NO_COMMITTING_CODE,
    /** The lock does not cover a run; only transactions exclude each other. */
    LOCKS_TRANSACTIONS_ONLY,
    /** It cannot tell who holds the lock. */
    LOCK_HOLDER_UNKNOWN,
    /** Nothing bounds how long a statement waits for a lock. */
    NO_LOCK_TIMEOUT,
    /** It does not tell where in a statement it found a mistake. */
    NO_ERROR_OFFSET,
    /** Its log keeps neither files nor fingerprints, durations and users. */
    NO_FILES_KEPT,
    /** Its log does not keep what takes a migration back. */
    NO_UNDOS_KEPT,
    /** A session keeps the temporary tables that a migration has left in it. */
    TEMPORARIES_STAY,
    /** It cannot rehearse, and says why. */
    NO_REHEARSAL
}
