package io.migri.spi.lock;

import io.migri.api.LockHolder;
import io.migri.spi.history.HistoryTable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The lock that keeps two runs apart, and what is known of the locks of the database. Bound to one connection; used by the thread that uses the
 * session. Implemented by dialects; it grows only by default methods.
 */
public interface Locks {

    /**
     * Tries once to get the lock that keeps two runs on one history apart; empty while somebody else has it. Never waits: the
     * core polls. The lock outlives commits and rollbacks and dies with the connection.
     *
     * @throws io.migri.api.MigriException with code {@code CONFIGURATION_INVALID} where such a lock would not hold, as behind a proxy
     *     that gives each transaction another session of the server
     * @param history two of them do not exclude each other, unless the lock is that of the whole database
     */
    Optional<MigrationLock> tryLock(HistoryTable history) throws SQLException;

    /** Who holds the lock of that history. Empty where nobody does, and where the database cannot tell. */
    default Optional<LockHolder> holder(HistoryTable history) throws SQLException {
        return Optional.empty();
    }

    /** What the server calls this session; empty where it cannot be told. Sends nothing. */
    default OptionalLong identity() {
        return OptionalLong.empty();
    }

    /**
     * Who holds the locks that the statement under way of another session waits for.
     *
     * @param session the other one's {@link #identity()}
     * @return empty where it waits for nobody, and where the database does not tell this user
     */
    default List<LockHolder> blockersOf(long session) throws SQLException {
        return List.of();
    }

    /**
     * What makes statements wait for a lock of the database no longer than {@code limit}, as nearly as the database can. Where the
     * session itself is what waits, it does so no longer from now on. Sends nothing.
     */
    default LockTimeout timeout(Duration limit) {
        return LockTimeout.NONE;
    }

    /**
     * How long statements of this session wait for a lock of the database by its own settings. Empty where nothing limits that, or it
     * cannot be told. May ask the server.
     */
    default Optional<Duration> ownTimeout() throws SQLException {
        return Optional.empty();
    }
}
