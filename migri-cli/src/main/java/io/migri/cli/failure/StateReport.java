package io.migri.cli.failure;

import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.undo.Undo;
import java.util.ArrayList;
import java.util.List;

/** Says in one line what state the database is in after a failure, no more than is known. */
public final class StateReport {

    private StateReport() {}

    /** Such as {@code rolled back: 0002_users (database unchanged)}. */
    public static String of(MigrationFailedException failure) {
        if (failure.report().dryRun()) {
            return dryRun(failure);
        }
        String earlier = earlier(failure.report().applied());
        return switch (failure.state()) {
            case UNCHANGED ->
                "rolled back: " + failure.migration() + together(failure.report()) + " (database unchanged)" + earlier;
            case PARTLY_CHANGED -> partly(failure.migration()) + " (" + staying(failure) + ")" + earlier;
            case UNKNOWN ->
                "not known: "
                        + (isThePlugins(failure)
                                ? "the plug-in cannot tell what became of "
                                : "the connection broke before the database confirmed ")
                        + failure.migration() + earlier;
        };
    }

    private static String partly(String script) {
        return Undo.isName(script) ? "partly undone: " + Undo.migrationOf(script) : "partly applied: " + script;
    }

    private static String together(MigrationReport report) {
        long others = report.results().stream()
                .filter(MigrationReport.RolledBack.class::isInstance)
                .count();
        if (others == 0) {
            return "";
        }
        return (others == 1 ? " and the one before it" : " and the " + others + " before it")
                + ", which share a transaction; nothing was " + (isOfUndos(report) ? "undone" : "applied");
    }

    private static boolean isOfUndos(MigrationReport report) {
        return report.results().stream().anyMatch(result -> Undo.isName(result.name()));
    }

    private static String dryRun(MigrationFailedException failure) {
        return switch (failure.state()) {
            case UNCHANGED -> "rolled back: the dry run (database unchanged)";
            case PARTLY_CHANGED ->
                "partly applied: the dry run of " + failure.migration() + " could not be undone as a whole";
            case UNKNOWN ->
                "not known: "
                        + (isThePlugins(failure)
                                ? "the plug-in cannot tell whether the dry run was undone"
                                : "the connection broke before the dry run was undone");
        };
    }

    private static boolean isThePlugins(MigrationFailedException failure) {
        return failure.code() == ErrorCode.PLUGIN_MISBEHAVED;
    }

    /** Whether the one that failed left something too is not known: only statements that no transaction holds can. */
    private static String staying(MigrationFailedException failure) {
        long lasting = failure.lastingStatements();
        long failed = failure.statement();
        if (lasting == 0 && saysWhatStays(failure)) {
            return "what is said to stay; the rest was rolled back";
        }
        if (lasting == 0) {
            return failed <= 1
                    ? "what it committed itself stays"
                    : "what statements 1 to " + failed + " committed stays";
        }
        String stays = lasting == 1 ? "statement 1 stays" : "statements 1 to " + lasting + " stay";
        if (saysWhatStays(failure)) {
            return stays + ", and what is said to stay of those after; the rest was rolled back";
        }
        return lasting + 1 < failed ? stays + ", those after were rolled back" : stays;
    }

    /** Whether its details name what a rollback left. */
    private static boolean saysWhatStays(MigrationFailedException failure) {
        return failure.details()
                .filter(details -> details.toString().startsWith("stays: "))
                .isPresent();
    }

    /** Where migrations are undone and applied again, those count that are not applied again. */
    private static String earlier(List<MigrationReport.Applied> done) {
        List<String> names =
                new ArrayList<>(done.stream().map(MigrationReport.Applied::name).toList());
        boolean undone = names.stream().anyMatch(Undo::isName);
        if (undone) {
            List<String> again =
                    names.stream().filter(name -> !Undo.isName(name)).toList();
            names.removeIf(name -> !Undo.isName(name));
            names.replaceAll(Undo::migrationOf);
            names.removeAll(again);
        }
        if (names.isEmpty()) {
            return "";
        }
        String state = undone ? "undone" : "applied";
        String last = names.get(names.size() - 1);
        return names.size() == 1
                ? "; " + last + " stays " + state
                : "; " + names.get(0) + " to " + last + " stay " + state + " (" + names.size() + ")";
    }
}
