package io.migri.api.undo;

import static java.util.Objects.requireNonNull;

/**
 * A part of the schema that is there and should not be, or the other way round.
 *
 * @param kind which of the two
 * @param again whether it shows only after the migration was applied once more, and not yet after its undo
 * @param statement what makes that part, as SQL for a person to read
 */
public record SchemaDifference(Kind kind, boolean again, String statement) {
    public SchemaDifference {
        requireNonNull(kind, "kind");
        requireNonNull(statement, "statement");
    }

    /** Which way round. */
    public enum Kind {
        /** It was not there before, and the undo has left it. */
        LEFT,
        /** It was there before, and the undo has not brought it back. */
        MISSING
    }
}
