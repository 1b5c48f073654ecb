package io.migri.dialect.sqlite.lock;

import io.migri.api.LockHolder;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.lock.Locks;
import io.migri.spi.lock.MigrationLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/**
 * Keeps two runs on one SQLite database apart, also those of two histories: whoever writes has all of the database.
 *
 * @param tidying what a run does first that has something to apply
 */
public record SqliteLocks(SQLiteConnection driver, Runnable tidying) implements Locks {
    private static final long LONGEST_BUSY_TIMEOUT = 500;

    @Override
    public Optional<MigrationLock> tryLock(HistoryTable history) throws SQLException {
        tidying.run();
        return SqliteLock.tryLock(driver);
    }

    @Override
    public Optional<LockHolder> holder(HistoryTable history) throws SQLException {
        return SqliteBlockers.of(SqliteFile.of(driver));
    }

    /** Nothing ends a wait of SQLite's own before its time, so it stays short; at the beginning and end of transactions the core waits. */
    @Override
    public LockTimeout timeout(Duration limit) {
        long millis = Math.min(LONGEST_BUSY_TIMEOUT, limit.toMillis());
        return new LockTimeout(List.of("PRAGMA busy_timeout = " + millis), List.of());
    }
}
