package io.migri.cli;

import io.migri.api.report.Danger.Severity;
import java.util.Optional;

/** Whether there is a report, in which form, and what of it makes the run fail. */
final class ReportSettings {
    private final boolean wanted;
    private final boolean shown;
    private final boolean json;
    private final Optional<Severity> threshold;

    /** @throws UsageException where a setting has a value that it cannot have */
    ReportSettings(Invocation invocation, boolean onTerminal) {
        boolean dryRun = invocation.on(Setting.DRY_RUN);
        this.json = json(invocation);
        this.threshold = threshold(invocation, dryRun);
        boolean refused = invocation.on(Setting.NO_REPORT);
        if (refused && invocation.options().containsKey(Setting.REPORT)) {
            throw new UsageException(invocation.command(), "Give one of '--report' and '--no-report'.");
        }
        if (refused && threshold.isPresent()) {
            throw new UsageException(
                    invocation.command(), "'--fail-on' needs the report that '--no-report' takes away.");
        }
        this.shown = !refused && !json && (invocation.on(Setting.REPORT) || (dryRun && onTerminal));
        this.wanted = !refused && (shown || threshold.isPresent() || invocation.on(Setting.REPORT) || (json && dryRun));
    }

    /** Whether the run is to find out what statements do. */
    boolean wanted() {
        return wanted;
    }

    /** Whether it is told in words on standard output. */
    boolean shown() {
        return shown;
    }

    /** Whether standard output is one JSON document. */
    boolean json() {
        return json;
    }

    /** From which severity on the run fails; empty for never. */
    Optional<Severity> threshold() {
        return threshold;
    }

    private static boolean json(Invocation invocation) {
        String format = invocation
                .value(Setting.OUTPUT)
                .filter(given ->
                        invocation.command().filter(Command.RESUME::equals).isEmpty())
                .orElse("text");
        return switch (format) {
            case "json" -> true;
            case "text" -> false;
            default -> throw invocation.invalid(Setting.OUTPUT, "'" + format + "' is neither 'text' nor 'json'.");
        };
    }

    /** A variable may be set for all runs; on the command line of a real run it is a mistake. */
    private static Optional<Severity> threshold(Invocation invocation, boolean dryRun) {
        String text = invocation.value(Setting.FAIL_ON).orElse("never");
        Optional<Severity> severity =
                switch (text) {
                    case "never" -> Optional.empty();
                    case "blocking" -> Optional.of(Severity.BLOCKING);
                    case "rewrite" -> Optional.of(Severity.REWRITE);
                    default ->
                        throw invocation.invalid(
                                Setting.FAIL_ON, "'" + text + "' is none of 'blocking', 'rewrite' and 'never'.");
                };
        if (!dryRun && severity.isPresent() && invocation.options().containsKey(Setting.FAIL_ON)) {
            throw new UsageException(
                    invocation.command(), "'--fail-on' needs '--dry-run': after a real run it is too late.");
        }
        return dryRun ? severity : Optional.empty();
    }
}
