package io.migri.api.adopt;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How another tool's history is taken over.
 *
 * @param tool whose it is, such as {@code flyway}; empty where the database is to show it
 * @param trustFiles whether files count as what was applied where the tool keeps no checksum
 */
public record Adoption(Optional<String> tool, boolean trustFiles) {
    /** That of whichever tool has left one. Files without a checksum are not trusted. */
    public static final Adoption OF_ANY = new Adoption(Optional.empty(), false);

    public Adoption {
        requireNonNull(tool, "tool");
    }

    /** That of one tool. */
    public static Adoption of(String tool) {
        return new Adoption(Optional.of(tool), false);
    }

    /** The same, where files count as what was applied if the tool keeps no checksum. */
    public Adoption trustingFiles() {
        return new Adoption(tool, true);
    }
}
