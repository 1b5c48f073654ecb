package io.migri.cli.call;

import io.migri.api.ErrorCode;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.report.Danger;
import io.migri.api.report.Impact;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.failure.ErrorReport;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Terminal;
import io.migri.cli.output.Words;
import io.migri.cli.settings.ReportSettings;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a dry run fail that found what {@code --fail-on} names. */
final class Threshold {
    private final ReportSettings settings;
    private final Terminal terminal;

    Threshold(ReportSettings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    /**
     * Returns the exit status of a run that succeeded.
     *
     * @throws MigriException where nobody can tell
     */
    ExitStatus judge(MigrationReport done) {
        if (settings.threshold().isEmpty() || done.results().isEmpty()) {
            return ExitStatus.DONE;
        }
        Impact impact = done.impact().orElseThrow(() -> MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "--fail-on cannot be judged, because this database does not tell what statements do")
                .help("leave out --fail-on")
                .build());
        List<Danger> reached = impact.dangers().stream()
                .filter(danger -> settings.threshold().stream()
                        .anyMatch(asked -> danger.severity().reaches(asked)))
                .toList();
        if (reached.isEmpty()) {
            return ExitStatus.DONE;
        }
        terminal.printError(text(reached));
        return ExitStatus.DANGEROUS;
    }

    private String text(List<Danger> reached) {
        StringBuilder text = new StringBuilder();
        ErrorReport.headline(
                text,
                terminal.err().style(),
                Paragraph.UNBROKEN,
                "",
                "the dry run found what --fail-on " + words() + " refuses");
        for (Danger danger : reached) {
            text.append("   = ")
                    .append(Printable.text(terminal.redaction().clean(danger.message())))
                    .append('\n');
        }
        text.append("   = help: ")
                .append(
                        settings.shown() || settings.json()
                                ? "the report tells what to write instead"
                                : "run with --report to see what to write instead")
                .append('\n');
        return text.toString();
    }

    private String words() {
        return settings.threshold().stream().map(Words::of).collect(Collectors.joining(","));
    }
}
