package io.migri.cli.progress;

import io.migri.api.MigrationReport;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import io.migri.cli.output.Terminal;

/** The lines that migri 0.7 wrote, byte for byte. Each is written once its migration has ended. */
public final class PlainProgress implements Progress {
    private final Terminal terminal;
    private final Redaction redaction;
    private final Style style;

    public PlainProgress(Terminal terminal) {
        this.terminal = terminal;
        this.style = terminal.out().style();
        this.redaction = terminal.redaction();
    }

    @Override
    public void planned(Planned event) {
        terminal.printLine(Sentences.planned(event));
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        terminal.printLine(event.name() + "..." + style.green("ok") + "\n");
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        terminal.printLine(Sentences.failed(event, style, redaction));
    }

    @Override
    public void rolledBack(MigrationReport.RolledBack event) {
        terminal.printLine(Sentences.rolledBack(event, style));
    }

    @Override
    public void notReached(MigrationReport.NotReached event) {
        terminal.printLine(Sentences.notReached(event, style));
    }

    @Override
    public void finished(MigrationReport report) {
        terminal.printLine(Sentences.finished(report));
    }

    @Override
    public void close() {}
}
