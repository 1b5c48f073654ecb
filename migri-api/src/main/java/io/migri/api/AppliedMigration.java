package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A migration that the applied log holds.
 *
 * @param name the name it was recorded under
 * @param appliedAt when it began, to the microsecond; empty where an earlier tool wrote a date that cannot be read
 * @param fingerprint of its file as it was then; empty where another tool recorded it, or it was marked as applied by hand
 * @param took how long it took, to the millisecond; empty where that is not known
 * @param appliedBy the database's user, or the system's where the database has none; empty where that is not known
 */
public record AppliedMigration(
        String name,
        Optional<Instant> appliedAt,
        Optional<Fingerprint> fingerprint,
        Optional<Duration> took,
        Optional<String> appliedBy) {

    public AppliedMigration {
        requireNonNull(name, "name");
        requireNonNull(appliedAt, "appliedAt");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(took, "took");
        requireNonNull(appliedBy, "appliedBy");
    }

    /** One of which no more is known, as the Python tool records it. */
    public AppliedMigration(String name, Optional<Instant> appliedAt) {
        this(name, appliedAt, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
