package io.migri.dialect.postgresql.lock;

import io.migri.api.LockHolder;
import io.migri.dialect.postgresql.connection.PostgresqlKnownServer;
import io.migri.dialect.postgresql.state.PostgresqlSessionSnapshot;
import io.migri.dialect.postgresql.wire.PostgresqlChannel;
import io.migri.spi.ConnectionSource;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.lock.Locks;
import io.migri.spi.lock.MigrationLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An advisory lock of the session, and what the server says of its locks. */
public final class PostgresqlLocks implements Locks {
    private final Connection connection;
    private final PostgresqlChannel channel;
    private final ConnectionSource others;
    private final PostgresqlKnownServer server;
    private OptionalLong key = OptionalLong.empty();

    public PostgresqlLocks(
            Connection connection, PostgresqlChannel channel, ConnectionSource others, PostgresqlKnownServer server) {
        this.connection = connection;
        this.channel = channel;
        this.others = others;
        this.server = server;
    }

    /** The number of the lock that this session has; empty where it has none. */
    public OptionalLong key() {
        return key;
    }

    @Override
    public Optional<MigrationLock> tryLock(HistoryTable history) throws SQLException {
        Optional<PostgresqlLock> lock = PostgresqlLock.tryLock(connection, history, identity(), others);
        lock.ifPresent(held -> server.answered(held.server()));
        lock.ifPresent(held -> key = OptionalLong.of(held.key()));
        return lock.map(held -> held);
    }

    @Override
    public Optional<LockHolder> holder(HistoryTable history) throws SQLException {
        return PostgresqlLock.holder(connection, history);
    }

    /** As the server said when the connection was made, or whoever stands before the server. */
    @Override
    public OptionalLong identity() {
        return channel.driverConnection()
                .map(driver -> OptionalLong.of(driver.getBackendPID()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public List<LockHolder> blockersOf(long session) throws SQLException {
        return PostgresqlBlockers.blocking(connection, session);
    }

    /** Only in transactions: what builds an index concurrently waits for others by its nature, and leaves remains where it gives up. */
    @Override
    public LockTimeout timeout(Duration limit) {
        return new LockTimeout(List.of(), List.of("SET LOCAL lock_timeout = " + Math.max(1, limit.toMillis())));
    }

    @Override
    public Optional<Duration> ownTimeout() throws SQLException {
        return PostgresqlSessionSnapshot.lockTimeout(connection);
    }
}
