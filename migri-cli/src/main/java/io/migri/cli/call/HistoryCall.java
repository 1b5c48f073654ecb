package io.migri.cli.call;

import io.migri.History;
import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.exit.Signals;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.Commentary;
import io.migri.cli.progress.StillWaiting;
import io.migri.cli.report.ChangeReport;
import io.migri.cli.settings.FormatSetting;
import io.migri.cli.settings.HistorySettings;
import io.migri.cli.settings.LockSettings;
import io.migri.cli.settings.LogLevel;
import io.migri.cli.settings.MigrationsDirectory;
import io.migri.cli.settings.OutputFormat;
import io.migri.cli.settings.PluginSettings;
import io.migri.cli.settings.PythonSettings;
import io.migri.cli.settings.ScratchServerReader;
import java.util.Optional;
import java.util.function.Function;

/** A call of a command that looks at the history or puts it right. */
public final class HistoryCall {
    private final DatabaseCall call;
    private final Optional<ConnectionConfig> scratchServer;
    private final boolean json;

    /** @throws UsageException where a setting has a value that it cannot have */
    public HistoryCall(Invocation invocation, Terminal terminal, String word) {
        this.scratchServer =
                invocation.takes(Setting.DRY_RUN_URL) ? new ScratchServerReader(invocation).read() : Optional.empty();
        this.call = new DatabaseCall(invocation, terminal, word).hiding(scratchServer);
        this.json = OutputFormat.isJson(invocation);
    }

    public ConnectionConfig target() {
        return call.target();
    }

    public Terminal terminal() {
        return call.terminal();
    }

    /** Whether standard output is one JSON document. */
    public boolean json() {
        return json;
    }

    /** For what is to be told on standard error. */
    public Commentary commentary() {
        return call.commentary();
    }

    /** How the changes are told that it makes. */
    public ChangeReport changes() {
        return new ChangeReport(call.terminal(), call.target(), json);
    }

    /** Does {@code work} with the history, and reports its failure. */
    public ExitStatus run(Function<History, ExitStatus> work) {
        return runWith(migri -> work.apply(migri.build().history()));
    }

    /** The same with what is to be set up. */
    public ExitStatus runWith(Function<Migri.Builder, ExitStatus> work) {
        Cancellation cancellation = new Cancellation();
        Signals signals = Signals.watchHistory(cancellation, call.terminal());
        return call.run(signals, () -> run(work, cancellation, signals));
    }

    private ExitStatus run(Function<Migri.Builder, ExitStatus> work, Cancellation cancellation, Signals signals) {
        Commentary commentary = call.commentary();
        commentary.database(call.target());
        try (StillWaiting waiting = StillWaiting.on(call.target(), commentary)) {
            return work.apply(migri(call.invocation())
                    .logging(false)
                    .listener(signals)
                    .listener(waiting)
                    .listener(commentary)
                    .cancellation(cancellation));
        }
    }

    private Migri.Builder migri(Invocation invocation) {
        Migri.Builder migri = new LockSettings(invocation)
                .applyTo(Migri.builder())
                .target(call.target())
                .location(MigrationsDirectory.of(invocation))
                .allowEmpty(invocation.on(Setting.ALLOW_EMPTY))
                .format(FormatSetting.of(invocation));
        scratchServer.ifPresent(migri::dryRunServer);
        new HistorySettings(invocation).applyTo(migri);
        new PluginSettings(invocation).applyTo(migri);
        new PythonSettings(invocation, call.level() == LogLevel.DEBUG)
                .settings()
                .forEach(migri::setting);
        return migri;
    }
}
