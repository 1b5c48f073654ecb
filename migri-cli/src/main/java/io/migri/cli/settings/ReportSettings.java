package io.migri.cli.settings;

import io.migri.api.report.Danger.Severity;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import java.util.EnumSet;
import java.util.Set;

/** Whether there is a report, in which form, and what of it makes the run fail. */
public final class ReportSettings {
    private final boolean wanted;
    private final boolean shown;
    private final boolean json;
    private final Set<Severity> threshold;

    /** @throws UsageException where a setting has a value that it cannot have */
    public ReportSettings(Invocation invocation, boolean onTerminal) {
        boolean dryRun = invocation.on(Setting.DRY_RUN);
        this.json = invocation.takes(Setting.OUTPUT) && OutputFormat.isJson(invocation);
        this.threshold = threshold(invocation, dryRun);
        boolean refused = invocation.on(Setting.NO_REPORT);
        if (refused && invocation.options().containsKey(Setting.REPORT)) {
            throw invocation.misused("Give one of '--report' and '--no-report'.");
        }
        if (refused && !threshold.isEmpty()) {
            throw invocation.misused("'--fail-on' needs the report that '--no-report' takes away.");
        }
        this.shown = !refused && !json && (invocation.on(Setting.REPORT) || (dryRun && onTerminal));
        this.wanted = !refused && (shown || !threshold.isEmpty() || invocation.on(Setting.REPORT) || (json && dryRun));
    }

    /** Whether the run is to find out what statements do. */
    public boolean wanted() {
        return wanted;
    }

    /** Whether it is told in words on standard output. */
    public boolean shown() {
        return shown;
    }

    /** Whether standard output is one JSON document. */
    public boolean json() {
        return json;
    }

    /** At which severities the run fails, or at worse ones of the same kind; empty for never. */
    public Set<Severity> threshold() {
        return threshold;
    }

    /** A variable may be set for all runs; on the command line of a real run it is a mistake. */
    private static Set<Severity> threshold(Invocation invocation, boolean dryRun) {
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        for (String word : invocation.value(Setting.FAIL_ON).orElse("never").split(",", -1)) {
            switch (word.strip()) {
                case "never" -> {}
                case "blocking" -> severities.add(Severity.BLOCKING);
                case "rewrite" -> severities.add(Severity.REWRITE);
                case "loss" -> severities.add(Severity.LOSS);
                default ->
                    throw invocation.invalid(
                            Setting.FAIL_ON,
                            "'" + word.strip() + "' is none of 'loss', 'blocking', 'rewrite' and 'never'.");
            }
        }
        if (!dryRun && !severities.isEmpty() && invocation.options().containsKey(Setting.FAIL_ON)) {
            throw invocation.misused("'--fail-on' needs '--dry-run': after a real run it is too late.");
        }
        return dryRun ? severities : Set.of();
    }
}
