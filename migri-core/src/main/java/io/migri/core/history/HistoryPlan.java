package io.migri.core.history;

import java.sql.SQLException;
import java.util.List;

/** Finds out what of the history is to be changed. */
@FunctionalInterface
public interface HistoryPlan {
    List<HistoryStep> steps() throws SQLException;
}
