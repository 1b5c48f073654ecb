package io.migri.cli.failure;

import io.migri.api.MigriException;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import io.migri.cli.output.Terminal;
import io.migri.cli.output.TerminalWidth;
import java.util.Map;

/** Writes failures to standard error and says what the process is to return. */
public final class FailurePrinter {
    private static final int WIDTH = 104;

    private final Terminal terminal;
    private final Style style;
    private final Redaction redaction;
    private final Paragraph paragraph;
    private final ErrorReport report;
    private final boolean traces;

    /** @param traces whether to add stack traces */
    public FailurePrinter(Terminal terminal, Advice advice, boolean traces) {
        this.terminal = terminal;
        this.style = terminal.err().style();
        this.redaction = terminal.redaction();
        int width = TerminalWidth.of(terminal.err(), Map.of(), WIDTH);
        this.paragraph = terminal.err().isTerminal() ? new Paragraph(width) : Paragraph.UNBROKEN;
        this.report = new ErrorReport(style, redaction, advice, width, paragraph);
        this.traces = traces;
    }

    /**
     * Says what went wrong, and as what exit status.
     *
     * @throws UsageException where a setting that is only looked at late has a value that it cannot have
     */
    public ExitStatus print(Throwable failure) {
        if (failure instanceof UsageException usage) {
            throw usage;
        }
        if (failure instanceof MigriException known) {
            terminal.printError(report.text(known) + trace(failure));
            return ExitStatus.of(known);
        }
        terminal.printError(unexpected(failure) + trace(failure));
        return ExitStatus.COULD_NOT_RUN;
    }

    private String unexpected(Throwable failure) {
        StringBuilder text = new StringBuilder();
        ErrorReport.headline(text, style, paragraph, "", redaction.clean(spoken(failure)));
        return text.append("   = ")
                .append(paragraph.text("help: " + help(failure), 5, "     "))
                .append('\n')
                .toString();
    }

    /** What nobody has foreseen. */
    static String spoken(Throwable failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return "unexpected " + failure.getClass().getSimpleName() + message;
    }

    static String help(Throwable failure) {
        return failure instanceof OutOfMemoryError
                ? "give Java more memory, for example MIGRI_JAVA_OPTS=-Xmx2g"
                : "run again with `-l debug` for the stack trace, and report it";
    }

    private String trace(Throwable failure) {
        return traces ? redaction.clean(StackTrace.of(failure)) : "";
    }
}
