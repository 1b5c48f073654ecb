package io.migri.cli.progress;

import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.cli.output.Terminal;
import java.util.Optional;

/** Nothing while the run goes on, and one document when it has ended, however it did. */
public final class JsonProgress implements DocumentedProgress {
    private final Terminal terminal;
    private final RunDocument document;

    /** @param target empty where the run ended before anybody knew which database is meant */
    public JsonProgress(Terminal terminal, Optional<ConnectionConfig> target, boolean dryRun) {
        this.terminal = terminal;
        this.document = new RunDocument(terminal.redaction(), target, dryRun);
    }

    @Override
    public void finished(MigrationReport report) {
        terminal.printDocument(document.of(report));
    }

    @Override
    public void failed(MigriException failure) {
        ended(failure);
    }

    @Override
    public void ended(Throwable failure) {
        terminal.printDocument(document.of(failure));
    }

    @Override
    public void close() {}
}
