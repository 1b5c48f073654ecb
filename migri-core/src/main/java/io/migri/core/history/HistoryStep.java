package io.migri.core.history;

import io.migri.api.HistoryChange;
import java.sql.SQLException;
import java.util.List;

/** A change of the history and how it is done. */
public final class HistoryStep {
    private final HistoryChange change;
    private final boolean needsRoom;
    private final Work work;

    /** @param needsRoom whether it needs the history to be there, with all its columns if they can be had */
    HistoryStep(HistoryChange change, boolean needsRoom, Work work) {
        this.change = change;
        this.needsRoom = needsRoom;
        this.work = work;
    }

    /** What is done, in words. */
    public HistoryChange change() {
        return change;
    }

    boolean idle() {
        return change.kind() == HistoryChange.Kind.NOTHING;
    }

    boolean needsRoom() {
        return needsRoom;
    }

    /** What does it; reads the file where that is recorded. */
    List<String> statements() throws SQLException {
        return work.statements();
    }

    /** The statements of a change. */
    @FunctionalInterface
    interface Work {
        List<String> statements() throws SQLException;
    }
}
