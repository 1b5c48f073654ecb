package io.migri.api;

import java.util.List;

/**
 * What came of holding the files against the history.
 *
 * @param problems in the order of the names; empty where all is well
 * @param applied how many migrations are recorded
 * @param uncompared how many of these have a file, and nothing recorded to compare it with
 * @param pending how many the next run would apply
 */
public record HistoryCheck(List<HistoryProblem> problems, int applied, int uncompared, int pending) {

    public HistoryCheck {
        problems = List.copyOf(problems);
    }
}
