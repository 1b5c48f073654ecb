package io.migri.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A migration that the applied log holds.
 *
 * @param name the name it was recorded under
 * @param appliedAt when, to the microsecond; empty where an earlier tool wrote a date that cannot be read
 */
public record AppliedMigration(String name, Optional<Instant> appliedAt) {

    public AppliedMigration {
        requireNonNull(name, "name");
        requireNonNull(appliedAt, "appliedAt");
    }
}
