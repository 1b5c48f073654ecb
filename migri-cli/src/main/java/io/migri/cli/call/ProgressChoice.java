package io.migri.cli.call;

import io.migri.cli.arguments.Setting;
import io.migri.cli.output.LiveWidth;
import io.migri.cli.output.Terminal;
import io.migri.cli.output.TerminalWidth;
import io.migri.cli.progress.LiveProgress;
import io.migri.cli.progress.PlainProgress;
import io.migri.cli.progress.Progress;
import io.migri.cli.progress.ReportText;
import io.migri.cli.progress.ReportedProgress;
import io.migri.cli.settings.LogLevel;
import io.migri.cli.settings.ReportSettings;
import java.util.Optional;

/** How a run is shown on standard output. */
record ProgressChoice(DatabaseCall call, ReportSettings report) {
    private static final int DEFAULT_WIDTH = 80;
    /** Of a report that no person looks at as it is written. */
    private static final int FILE_WIDTH = 120;

    /** Not begun; to be closed. */
    Progress progress() {
        Terminal terminal = call.terminal();
        if (report.json()) {
            return DocumentChoice.progress(
                    terminal,
                    call.invocation(),
                    Optional.of(call.target()),
                    call.invocation().on(Setting.DRY_RUN));
        }
        Progress lines = isLive() ? new LiveProgress(terminal, new LiveWidth(width())) : new PlainProgress(terminal);
        return report.shown() ? new ReportedProgress(lines, terminal, reportText(terminal)) : lines;
    }

    /** Whether a person sees how it goes. A dumb terminal cannot redraw a line, and the log of every step would be in the way. */
    boolean isLive() {
        String kind = call.invocation().variable("TERM");
        return !report.json()
                && call.terminal().out().isTerminal()
                && !kind.equals("dumb")
                && call.level() != LogLevel.DEBUG;
    }

    private ReportText reportText(Terminal terminal) {
        boolean seen = terminal.out().isTerminal();
        int width =
                seen ? TerminalWidth.of(terminal.out(), call.invocation().environment(), DEFAULT_WIDTH) : FILE_WIDTH;
        return new ReportText(terminal.out().style(), terminal.redaction(), width, seen);
    }

    private int width() {
        try {
            return Math.max(20, Integer.parseInt(call.invocation().variable("COLUMNS")));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }
}
