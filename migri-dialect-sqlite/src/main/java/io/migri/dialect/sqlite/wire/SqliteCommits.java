package io.migri.dialect.sqlite.wire;

import org.sqlite.SQLiteCommitListener;

/** Counts what a connection commits, whoever commits it: SQLite itself does not tell whether a transaction is open. */
final class SqliteCommits implements SQLiteCommitListener {
    private int since;

    @Override
    public void onCommit() {
        since++;
    }

    @Override
    public void onRollback() {
        // leaves nothing
    }

    /** A transaction begins. */
    void begun() {
        since = 0;
    }

    int count() {
        return since;
    }

    /** A commit that had begun has failed. */
    void backTo(int before) {
        since = before;
    }

    /** Whether anything was committed since. */
    boolean any() {
        return since > 0;
    }
}
