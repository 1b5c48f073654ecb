package io.migri.core.options;

import io.migri.spi.ConnectionSource;
import java.time.Duration;
import java.util.Optional;

/**
 * What the statements of a migration may spend on waiting for locks of the database.
 *
 * @param timeout how long each may wait; empty for as long as the database lets it
 * @param retries how often a migration may be tried again after that
 * @param others where to look from who is in the way
 */
public record LockBudget(Optional<Duration> timeout, int retries, ConnectionSource others) {
    /** Whoever waits for a lock keeps others waiting behind it. */
    private static final Duration REHEARSAL = Duration.ofSeconds(4);

    /** The same where nothing is tried again, because what was locked by then would stay locked meanwhile. */
    public LockBudget once() {
        return new LockBudget(timeout, 0, others);
    }

    /**
     * The same for a rehearsal on the real database, where waiting always has a limit. Unless somebody asked for that, it is not tried
     * again, because what was locked by then would stay locked meanwhile.
     *
     * @param own the session's own limit
     */
    public LockBudget rehearsing(Optional<Duration> own) {
        return timeout.isPresent()
                ? this
                : new LockBudget(
                        Optional.of(own.filter(limit -> limit.compareTo(REHEARSAL) < 0)
                                .orElse(REHEARSAL)),
                        0,
                        others);
    }
}
