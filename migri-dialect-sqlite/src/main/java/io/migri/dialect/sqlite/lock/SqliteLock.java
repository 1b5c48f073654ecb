package io.migri.dialect.sqlite.lock;

import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.spi.lock.MigrationLock;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * The run's lock. SQLite has none that outlives a transaction. So each transaction has its own, and this tells whether somebody
 * else has written in between. A run that needs more than that takes the {@link SqliteLockFile} beside the database.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_data_version">PRAGMA data_version</a>
 */
final class SqliteLock implements MigrationLock {
    private final SQLiteConnection connection;
    private final long version;
    private @Nullable SqliteLockFile file;

    private SqliteLock(SQLiteConnection connection) throws SQLException {
        this.connection = connection;
        this.version = dataVersion();
    }

    /** Empty while somebody writes in such a way that nobody can even read. */
    static Optional<MigrationLock> tryLock(SQLiteConnection connection) throws SQLException {
        try {
            return Optional.of(new SqliteLock(connection));
        } catch (SQLException e) {
            if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public boolean coversRun() {
        return false;
    }

    /** False for ever once somebody else has written, because what they applied may be any later migration too. */
    @Override
    public boolean undisturbed() throws SQLException {
        return dataVersion() == version;
    }

    @Override
    public boolean tryCoverRun() throws SQLException {
        if (file == null) {
            String database = SqliteFile.of(connection);
            if (database.isEmpty()) {
                return true;
            }
            file = SqliteLockFile.tryLock(database).orElse(null);
        }
        return file != null;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }

    private long dataVersion() throws SQLException {
        return Long.parseLong(SqliteQuery.text(connection, "PRAGMA data_version"));
    }
}
