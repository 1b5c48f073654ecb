package io.migri.api.undo;

import static java.util.Objects.requireNonNull;

import io.migri.api.text.Text;
import java.util.List;
import java.util.Optional;

/**
 * What came of trying the undo of one migration.
 *
 * @param differences between the schema before the migration and after its undo, and between both times that it was applied
 * @param failure why the undo could not be executed, or the migration not once more; empty where both could
 */
public record UndoCheck(String migration, State state, List<SchemaDifference> differences, Optional<Text> failure) {
    public UndoCheck {
        requireNonNull(migration, "migration");
        requireNonNull(state, "state");
        differences = List.copyOf(differences);
        requireNonNull(failure, "failure");
    }

    /** How it stands with an undo. */
    public enum State {
        /** The undo takes back all that the migration does to the schema. */
        COMPLETE,
        /** It does not: there are differences. */
        INCOMPLETE,
        /** It fails, or the migration does when it is applied once more. */
        FAILED,
        /** It was not tried, since a newer migration cannot be taken back. */
        NOT_REACHED,
        /** There is none, so nothing could be tried. */
        NO_UNDO
    }
}
