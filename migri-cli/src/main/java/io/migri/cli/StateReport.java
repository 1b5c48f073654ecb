package io.migri.cli;

import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import java.util.List;

/** Says in one line what state the database is in after a failure, no more than is known. */
final class StateReport {

    private StateReport() {}

    static String of(MigrationFailedException failure) {
        if (failure.report().dryRun()) {
            return dryRun(failure);
        }
        String earlier = earlier(failure.report().applied());
        return switch (failure.state()) {
            case UNCHANGED -> "rolled back: " + failure.migration() + " (database unchanged)" + earlier;
            case PARTLY_CHANGED ->
                "partly done: " + failure.migration() + " (what no transaction could hold stays"
                        + upTo(failure.statement()) + ")" + earlier;
            case UNKNOWN ->
                "not known: the connection broke before the database confirmed " + failure.migration() + earlier;
        };
    }

    private static String dryRun(MigrationFailedException failure) {
        return switch (failure.state()) {
            case UNCHANGED -> "rolled back: the dry run (database unchanged)";
            case PARTLY_CHANGED ->
                "partly done: the dry run of " + failure.migration() + " could not be undone as a whole";
            case UNKNOWN -> "not known: the connection broke before the dry run was undone";
        };
    }

    private static String upTo(long statement) {
        return statement > 1 ? "; statements 1 to " + (statement - 1) + " had been executed" : "";
    }

    private static String earlier(List<MigrationReport.Applied> applied) {
        int count = applied.size();
        if (count == 0) {
            return "";
        }
        String last = applied.get(count - 1).name();
        return count == 1
                ? "; " + last + " stays applied"
                : "; " + applied.get(0).name() + " to " + last + " stay applied (" + count + ")";
    }
}
