package io.migri.cli.call;

import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.ci.CodeQuality;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.exit.Signals;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.Commentary;
import io.migri.cli.progress.Progress;
import io.migri.cli.progress.StillWaiting;
import io.migri.cli.settings.DryRunRows;
import io.migri.cli.settings.FormatSetting;
import io.migri.cli.settings.HistorySettings;
import io.migri.cli.settings.LockSettings;
import io.migri.cli.settings.LogLevel;
import io.migri.cli.settings.MigrationsDirectory;
import io.migri.cli.settings.PluginSettings;
import io.migri.cli.settings.PythonSettings;
import io.migri.cli.settings.ReportSettings;
import io.migri.cli.settings.ScratchServerReader;
import io.migri.cli.settings.ServerChoice;
import io.migri.cli.settings.StepSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** A call of a command that runs migrations, or tries them out. */
public final class RunCall {
    private final DatabaseCall call;
    private final Invocation invocation;
    private final Optional<ConnectionConfig> scratchServer;
    private final Optional<CodeQuality> quality;

    /**
     * @param next the word of the command that goes on where this one ends early
     * @throws UsageException where a setting has a value that it cannot have
     */
    public RunCall(Invocation invocation, Terminal terminal, String next) {
        DatabaseCall plain = new DatabaseCall(invocation, terminal, next);
        this.invocation = invocation;
        this.scratchServer = new ScratchServerReader(invocation).read();
        this.call = plain.hiding(scratchServer);
        this.quality = quality(invocation, call.terminal().redaction());
    }

    private static Optional<CodeQuality> quality(Invocation invocation, Redaction redaction) {
        Optional<String> file =
                invocation.takes(Setting.CODE_QUALITY) ? invocation.value(Setting.CODE_QUALITY) : Optional.empty();
        return file.isPresent() ? Optional.of(CodeQuality.of(file.get(), invocation, redaction)) : Optional.empty();
    }

    /** Does {@code work}, shows how it goes, and reports its failure. */
    public ExitStatus run(Function<Migri, MigrationReport> work) {
        ReportSettings report =
                new ReportSettings(invocation, call.terminal().out().isTerminal());
        Cancellation cancellation = new Cancellation();
        Migri.Builder migri = migri(report).cancellation(cancellation);
        Signals signals = Signals.watch(cancellation, call.terminal());
        return call.run(signals, () -> run(work, migri, report, signals));
    }

    private Migri.Builder migri(ReportSettings report) {
        Migri.Builder migri = new LockSettings(invocation)
                .applyTo(Migri.builder())
                .allowEmpty(invocation.on(Setting.ALLOW_EMPTY))
                .format(FormatSetting.of(invocation))
                .dryRunRows(DryRunRows.of(invocation))
                .strict(invocation.on(Setting.STRICT))
                .anyServer(ServerChoice.isAny(invocation))
                .createDatabase(invocation.on(Setting.CREATE_DB))
                .report(report.wanted());
        scratchServer.ifPresent(migri::dryRunServer);
        new StepSettings(invocation).applyTo(migri);
        new HistorySettings(invocation).applyTo(migri);
        new PluginSettings(invocation).applyTo(migri);
        new PythonSettings(invocation, call.level() == LogLevel.DEBUG)
                .settings()
                .forEach(migri::setting);
        return migri;
    }

    private ExitStatus run(
            Function<Migri, MigrationReport> work, Migri.Builder migri, ReportSettings report, Signals signals) {
        Commentary commentary = call.commentary();
        commentary.database(call.target());
        scratchServer.ifPresent(server -> commentary.info("the server to rehearse on is " + server.describe()));
        ProgressChoice choice = new ProgressChoice(call, report);
        try (Progress progress = choice.progress();
                StillWaiting waiting = choice.isLive()
                        ? StillWaiting.unsaid(commentary)
                        : StillWaiting.on(call.target(), commentary)) {
            Migri built = migri.target(call.target())
                    .location(MigrationsDirectory.of(invocation))
                    .logging(false)
                    .listener(signals)
                    .listener(waiting)
                    .listener(progress)
                    .listener(commentary)
                    .build();
            return run(() -> work.apply(built), progress, new Threshold(report, call.terminal()));
        }
    }

    private ExitStatus run(Work work, Progress progress, Threshold threshold) {
        try {
            MigrationReport done = work.run();
            progress.finished(done);
            ExitStatus status = threshold.judge(done);
            boolean written = written(file -> file.write(done));
            return written || status != ExitStatus.DONE ? status : ExitStatus.COULD_NOT_RUN;
        } catch (MigriException e) {
            if (!call.wantsPassword(e)) {
                progress.failed(e);
                written(file -> file.write(e));
            }
            throw e;
        }
    }

    /** Whether the file that a service wants is there, if it wants one. */
    private boolean written(Findings findings) {
        if (quality.isPresent()) {
            try {
                findings.writeTo(quality.get());
            } catch (IOException e) {
                call.terminal().printError(quality.get().spoken(e));
                return false;
            }
        }
        return true;
    }

    /** What a run has found. */
    private interface Findings {
        void writeTo(CodeQuality file) throws IOException;
    }

    /** The run itself. */
    private interface Work {
        MigrationReport run();
    }
}
