package io.migri.cli.progress;

import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.report.StatementReport;
import io.migri.cli.output.Terminal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Other lines, and beneath that of each migration what its statements did. */
public final class ReportedProgress implements Progress {
    private final Progress lines;
    private final Terminal terminal;
    private final ReportText text;
    /** By migration: if several share a transaction, they are shown only when it has ended. */
    private final Map<String, List<StatementReport>> statements = new HashMap<>();

    public ReportedProgress(Progress lines, Terminal terminal, ReportText text) {
        this.lines = lines;
        this.terminal = terminal;
        this.text = text;
    }

    @Override
    public void planned(Planned event) {
        lines.planned(event);
    }

    @Override
    public void started(Started event) {
        statements.remove(event.name());
        lines.started(event);
    }

    @Override
    public void progressed(Progressed event) {
        lines.progressed(event);
    }

    @Override
    public void read(Read event) {
        lines.read(event);
    }

    @Override
    public boolean observes() {
        return lines.observes();
    }

    @Override
    public void observed(Observed event) {
        lines.observed(event);
    }

    @Override
    public void executed(StatementReport event) {
        List<StatementReport> own = statements.computeIfAbsent(event.migration(), name -> new ArrayList<>());
        if (!own.isEmpty() && !own.get(own.size() - 1).completed()) {
            own.clear(); // the migration was rolled back and begins anew
        }
        own.add(event);
    }

    @Override
    public void told(Message event) {
        lines.told(event);
    }

    @Override
    public void printed(Printed event) {
        lines.printed(event);
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        lines.applied(event);
        printStatements(event.name());
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        lines.failed(event);
        printStatements(event.name());
    }

    @Override
    public void rolledBack(MigrationReport.RolledBack event) {
        lines.rolledBack(event);
        printStatements(event.name());
    }

    private void printStatements(String migration) {
        List<StatementReport> own = statements.remove(migration);
        terminal.print(text.statements(own == null ? List.of() : own));
    }

    @Override
    public void notReached(MigrationReport.NotReached event) {
        lines.notReached(event);
    }

    @Override
    public void finished(MigrationReport report) {
        lines.finished(report);
        summarize(report);
    }

    @Override
    public void failed(MigriException failure) {
        lines.failed(failure);
        if (failure instanceof MigrationFailedException failed) {
            summarize(failed.report());
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    private void summarize(MigrationReport report) {
        report.impact().ifPresent(impact -> terminal.print(text.summary(impact)));
    }
}
