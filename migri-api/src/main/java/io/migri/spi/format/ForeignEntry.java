package io.migri.spi.format;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A migration that another tool has recorded.
 *
 * @param version how the tool calls it, for messages
 * @param migration the name that its file has as a migration; empty where the directory has no file of it
 * @param appliedAt when; empty where the tool does not say
 * @param agreement what the tool's checksum says of the file
 */
public record ForeignEntry(
        String version, Optional<String> migration, Optional<Instant> appliedAt, Agreement agreement) {

    public ForeignEntry {
        requireNonNull(version, "version");
        requireNonNull(migration, "migration");
        requireNonNull(appliedAt, "appliedAt");
        requireNonNull(agreement, "agreement");
    }

    /** Whether the file is what the tool has applied. */
    public enum Agreement {
        /** The tool's checksum is that of the file. */
        SAME,
        /** The tool's checksum is another one. */
        DIFFERENT,
        /** The tool keeps none. */
        UNKNOWN
    }
}
