package io.migri.spi.watch;

import io.migri.api.event.ServerProgress;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells how far the database is with a long statement. Optional: a dialect whose database tells nothing has none. Implemented by
 * dialects; it grows only by default methods.
 *
 * <p>Migri asks only where somebody looks on, only once a migration has taken some seconds, and about once a second. What goes wrong is
 * no reason to stop the run: then nobody is told.
 */
public interface StatementWatch {

    /** Tells nothing. */
    StatementWatch NONE = session -> Optional.empty();

    /**
     * How far the statement under way of another session is. Called on a session of its own, by the thread that uses that. It is one
     * quick query that takes no lock and waits for nobody.
     *
     * @param session the other one's {@link io.migri.spi.lock.Locks#identity()}
     * @return empty where nothing is under way there, and where the database does not tell
     */
    Optional<ServerProgress> of(long session) throws SQLException;

    /**
     * How many bytes the files of this session's own database have by now; empty where that tells nothing of its work. Migri looks how they
     * grow where a session has no identity, and so nothing can be asked of it. Called by other threads, too. Does not use the connection,
     * opens no file and waits for nobody.
     */
    default OptionalLong size() {
        return OptionalLong.empty();
    }
}
