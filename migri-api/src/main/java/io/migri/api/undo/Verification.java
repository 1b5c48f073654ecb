package io.migri.api.undo;

import java.util.List;

/**
 * What came of trying undos.
 *
 * @param checks one for each migration that was looked at, in order
 * @param passedOver what migrations may change and was not compared, in words such as {@code privileges}
 */
public record Verification(List<UndoCheck> checks, List<String> passedOver) {
    public Verification {
        checks = List.copyOf(checks);
        passedOver = List.copyOf(passedOver);
    }

    /** Whether no undo was found to be wrong. Those that were not tried do not count. */
    public boolean isWell() {
        return checks.stream()
                .noneMatch(check ->
                        check.state() == UndoCheck.State.INCOMPLETE || check.state() == UndoCheck.State.FAILED);
    }
}
