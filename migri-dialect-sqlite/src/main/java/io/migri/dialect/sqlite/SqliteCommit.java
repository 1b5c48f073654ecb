package io.migri.dialect.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.core.DB;

/**
 * Commits with patience. Who reads keeps a writer from committing unless the database is in WAL mode; the transaction stays open
 * then and can be committed when the reader is through.
 *
 * @see <a href="https://www.sqlite.org/lang_transaction.html">Transaction: BEGIN, COMMIT and ROLLBACK</a>
 */
final class SqliteCommit {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final DB database;
    private long patienceNanos = TimeUnit.SECONDS.toNanos(10);
    private volatile boolean givenUp;

    SqliteCommit(DB database) {
        this.database = database;
    }

    void execute(String commit) throws SQLException {
        long start = System.nanoTime();
        while (!attempt(commit, isLast(start))) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits for so long from now on. */
    void limit(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** Waits no longer. May be called from any thread. */
    void giveUp() {
        givenUp = true;
    }

    private boolean isLast(long start) {
        return givenUp || Thread.currentThread().isInterrupted() || System.nanoTime() - start > patienceNanos;
    }

    private boolean attempt(String commit, boolean last) throws SQLException {
        try {
            database._exec(commit);
            return true;
        } catch (SQLException e) {
            if (last || e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code) {
                throw e;
            }
            return false;
        }
    }
}
