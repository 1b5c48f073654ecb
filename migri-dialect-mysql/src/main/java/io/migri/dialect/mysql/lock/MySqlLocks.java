package io.migri.dialect.mysql.lock;

import io.migri.api.LockHolder;
import io.migri.dialect.mysql.history.MySqlKnownHistories;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchLeftovers;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlSessionSnapshot;
import io.migri.dialect.mysql.state.MySqlState;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.LockTimeout;
import io.migri.spi.lock.Locks;
import io.migri.spi.lock.MigrationLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A named lock of the session, and what the server says of its locks.
 *
 * @param histories what is to be known of a history once it is locked
 */
public record MySqlLocks(MySqlFacts facts, MySqlKnownHistories histories) implements Locks {
    private static final long LONGEST_WAIT = Duration.ofDays(365).toSeconds();

    @Override
    public Optional<MigrationLock> tryLock(HistoryTable history) throws SQLException {
        // it leaves a transaction that the first query began where the server has no auto-commit, and that would not
        // see new rows
        MySqlSessionSnapshot found = facts.state();
        Optional<MigrationLock> lock = MySqlLock.tryTo(facts.connection(), lockName(history));
        if (lock.isPresent()) {
            histories.locked(history);
        }
        if (lock.isPresent() && found.leftovers()) {
            MySqlScratchLeftovers.remove(facts.connection());
        }
        return lock;
    }

    @Override
    public Optional<LockHolder> holder(HistoryTable history) throws SQLException {
        return MySqlLock.holder(facts.connection(), lockName(history));
    }

    @Override
    public OptionalLong identity() {
        long id = facts.link().id();
        return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
    }

    @Override
    public List<LockHolder> blockersOf(long session) {
        return new MySqlBlockers(facts.connection(), facts.server()).of(session);
    }

    /** In whole seconds, of which there is at least one. {@link MySqlState#restore} takes it back. */
    @Override
    public LockTimeout timeout(Duration limit) {
        long seconds = Math.min(LONGEST_WAIT, Math.max(1, limit.plusMillis(999).toSeconds()));
        return new LockTimeout(
                List.of("SET SESSION lock_wait_timeout=" + seconds + ",innodb_lock_wait_timeout=" + seconds),
                List.of());
    }

    /** What the server calls the lock of a history. */
    public String lockName(HistoryTable table) throws SQLException {
        return MySqlLock.name(facts.database(table), table.name());
    }
}
