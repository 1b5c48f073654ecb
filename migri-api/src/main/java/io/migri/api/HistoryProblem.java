package io.migri.api;

import static java.util.Objects.requireNonNull;

import io.migri.api.text.Text;
import java.util.Optional;

/**
 * Something in which the history and the files do not agree, or that a run would stumble over.
 *
 * @param migration its name
 * @param message a sentence that names the migration
 * @param recorded the text that was applied; empty where it was not kept, or makes no difference
 * @param present the text of the file; empty where it cannot be read, or makes no difference
 */
public record HistoryProblem(
        String migration, Kind kind, Text message, Optional<String> recorded, Optional<String> present) {

    public HistoryProblem {
        requireNonNull(migration, "migration");
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
        requireNonNull(recorded, "recorded");
        requireNonNull(present, "present");
    }

    /** What is wrong. */
    public enum Kind {
        /** The file says something else than what was applied. */
        CHANGED,
        /** It is recorded, and there is no file. */
        MISSING,
        /** It is recorded, sorts behind every file, and has none: a newer version of the directory was applied. */
        NEWER,
        /** It is not applied and sorts before one that is: a fault only for those who ask for strictness. */
        LATE,
        /** A part of it is in the database. */
        UNFINISHED,
        /** It was written for another tool, and a plain run would do something else with it than that tool. */
        FOREIGN,
        /** Its file cannot be read or, where it is not applied, not be understood. */
        UNSOUND
    }
}
