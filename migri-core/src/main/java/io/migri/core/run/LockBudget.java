package io.migri.core.run;

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
public record LockBudget(Optional<Duration> timeout, int retries, ConnectionSource others) {}
