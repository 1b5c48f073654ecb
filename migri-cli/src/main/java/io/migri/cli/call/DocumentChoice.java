package io.migri.cli.call;

import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.DocumentedProgress;
import io.migri.cli.progress.EventProgress;
import io.migri.cli.progress.JsonProgress;
import io.migri.cli.settings.OutputFormat;
import java.time.Clock;
import java.util.Optional;

/** How a run is shown to a program. */
final class DocumentChoice {
    private DocumentChoice() {}

    /** In the form that the program wants. */
    static DocumentedProgress progress(
            Terminal terminal, Invocation invocation, Optional<ConnectionConfig> target, boolean dryRun) {
        return OutputFormat.isStream(invocation)
                ? new EventProgress(terminal, target, dryRun, Clock.systemUTC())
                : new JsonProgress(terminal, target, dryRun);
    }
}
