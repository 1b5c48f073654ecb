package io.migri.api;

import static java.util.Objects.requireNonNull;

import io.migri.api.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a migration stands.
 *
 * @param appliedAt when it was applied; empty where it is not, or where that is not known
 * @param took how long that took; empty where that is not known
 * @param appliedBy by whom; empty where that is not known
 * @param note what more there is to say, in a few words; empty where there is nothing
 */
public record MigrationStatus(
        String name,
        State state,
        Optional<Instant> appliedAt,
        Optional<Duration> took,
        Optional<String> appliedBy,
        Optional<Text> note) {

    public MigrationStatus {
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(appliedAt, "appliedAt");
        requireNonNull(took, "took");
        requireNonNull(appliedBy, "appliedBy");
        requireNonNull(note, "note");
    }

    /** What can be said of a migration. */
    public enum State {
        /** Recorded, and its file is what was applied, as far as that is known. */
        APPLIED,
        /** Not recorded. */
        PENDING,
        /** Recorded, and its file says something else now. */
        CHANGED,
        /** Recorded, and a part of its undo is in the database, or may be. */
        PARTLY_UNDONE,
        /** Recorded, and there is no file of that name. */
        MISSING,
        /** Not recorded, and sorts before one that is. */
        LATE,
        /** Not recorded, and a part of it is in the database. */
        PARTLY_APPLIED,
        /** Not recorded, begun, and whether its last statement was executed is not known. */
        IN_DOUBT;

        /** Whether the next run applies it, or goes on with it. */
        public boolean pending() {
            return this == PENDING || this == LATE || this == PARTLY_APPLIED || this == IN_DOUBT;
        }
    }
}
