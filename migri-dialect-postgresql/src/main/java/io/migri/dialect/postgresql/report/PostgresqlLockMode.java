package io.migri.dialect.postgresql.report;

import io.migri.api.report.Blocking;

/**
 * The modes of locks on tables, from the weakest to the strongest, and what ordinary statements of others they keep waiting
 * (<a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">manual</a>).
 */
enum PostgresqlLockMode {
    AccessShareLock("ACCESS SHARE", Blocking.NOTHING),
    RowShareLock("ROW SHARE", Blocking.NOTHING),
    RowExclusiveLock("ROW EXCLUSIVE", Blocking.NOTHING),
    ShareUpdateExclusiveLock("SHARE UPDATE EXCLUSIVE", Blocking.NOTHING),
    ShareLock("SHARE", Blocking.WRITES),
    ShareRowExclusiveLock("SHARE ROW EXCLUSIVE", Blocking.WRITES),
    ExclusiveLock("EXCLUSIVE", Blocking.WRITES),
    AccessExclusiveLock("ACCESS EXCLUSIVE", Blocking.READS_AND_WRITES);

    private final String words;
    private final Blocking blocks;

    PostgresqlLockMode(String words, Blocking blocks) {
        this.words = words;
        this.blocks = blocks;
    }

    /** As {@code LOCK TABLE} spells it. */
    String words() {
        return words;
    }

    Blocking blocks() {
        return blocks;
    }

    /** Whether it is worth telling; what any query or change takes is not. */
    boolean notable() {
        return compareTo(ShareUpdateExclusiveLock) >= 0;
    }
}
