package io.migri.cli;

import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.Decision;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.spi.RehearsalRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code migri migrate}: applies what is pending, or tries it out; {@code migri resume} applies it with an answer. */
final class MigrateCommand {
    static final String DEFAULT_DIRECTORY = "migrations";
    private static final int DEFAULT_WIDTH = 80;
    /** Of a report that no person looks at as it is written. */
    private static final int FILE_WIDTH = 120;

    private final Invocation invocation;
    private final Terminal terminal;
    private final ConnectionConfig target;
    private final LogLevel level;
    private final Style outStyle;
    private final Style errStyle;
    private final Redaction redaction;
    private final Optional<Decision> decision;
    private final ReportSettings report;
    private final Optional<ConnectionConfig> scratchServer;

    /** @throws UsageException where a setting has a value that it cannot have */
    MigrateCommand(Invocation invocation, Terminal terminal) {
        this.invocation = invocation;
        this.target = new TargetReader(invocation).read();
        this.level = LogLevel.of(invocation);
        ColorChoice color = new ColorChoice(invocation);
        this.outStyle = color.style(terminal.outIsTerminal());
        this.errStyle = color.style(terminal.errIsTerminal());
        this.scratchServer = new ScratchServerReader(invocation).read();
        this.redaction = terminal.redaction().and(Optional.of(target)).and(scratchServer);
        this.terminal = terminal.hiding(redaction);
        this.decision = decision();
        this.report = new ReportSettings(invocation, terminal.outIsTerminal());
    }

    /** Returns the exit status. */
    int run() {
        boolean allowEmpty = invocation.on(Setting.ALLOW_EMPTY);
        Migri.Builder migri = new LockSettings(invocation)
                .applyTo(Migri.builder())
                .allowEmpty(allowEmpty)
                .plainFormat(invocation.plainFormat())
                .dryRunRows(dryRunRows())
                .strict(invocation.on(Setting.STRICT))
                .anyServer(anyServer())
                .report(report.wanted());
        scratchServer.ifPresent(migri::dryRunServer);
        new PythonSettings(invocation, level == LogLevel.DEBUG).settings().forEach(migri::setting);
        Cancellation cancellation = new Cancellation();
        Signals signals = Signals.watch(cancellation, terminal);
        int status = ExitStatus.COULD_NOT_RUN;
        try {
            status = run(migri.cancellation(cancellation), signals);
        } finally {
            signals.ended(status);
        }
        return status;
    }

    /** No option: who sets it knows the server, and wants it for all runs there. */
    private boolean anyServer() {
        return Set.of("1", "true").contains(invocation.variable("MIGRI_ANY_SERVER"));
    }

    private int run(Migri.Builder migri, Signals signals) {
        try {
            return execute(migri, signals);
        } catch (RuntimeException | Error e) {
            return new FailurePrinter(terminal, errStyle, redaction, new Advice(target), level == LogLevel.DEBUG)
                    .print(e);
        }
    }

    private int execute(Migri.Builder migri, Signals signals) {
        Journal journal = new Journal(terminal, errStyle, redaction, level);
        journal.info("the database is " + target.describe());
        scratchServer.ifPresent(server -> journal.info("the server to rehearse on is " + server.describe()));
        try (Progress progress = progress();
                StillWaiting waiting =
                        StillWaiting.on(target, terminal.outIsTerminal() ? text -> {} : journal::waiting)) {
            MigrationListener told = new CombinedListener(waiting, new CombinedListener(progress, journal));
            MigrationListener listener = new CombinedListener(signals, told);
            Migri built = migri.target(target)
                    .location(invocation.value(Setting.MIGRATIONS_DIR).orElse(DEFAULT_DIRECTORY))
                    .listener(listener)
                    .build();
            return execute(built, progress);
        }
    }

    private int execute(Migri built, Progress progress) {
        try {
            MigrationReport done = run(built);
            progress.finished(done);
            return new Threshold(report, terminal, errStyle, redaction).judge(done);
        } catch (MigriException e) {
            progress.failed(e);
            throw e;
        }
    }

    private MigrationReport run(Migri built) {
        if (decision.isPresent()) {
            return built.resume(decision.get());
        }
        return invocation.on(Setting.DRY_RUN) ? built.dryRun() : built.migrate();
    }

    /** The one answer of {@code migri resume}; empty for {@code migri migrate}. */
    private Optional<Decision> decision() {
        if (invocation.command().filter(Command.RESUME::equals).isEmpty()) {
            return Optional.empty();
        }
        List<Decision> given = new ArrayList<>();
        if (invocation.on(Setting.RETRY)) {
            given.add(Decision.RETRY);
        }
        if (invocation.on(Setting.SKIP_STATEMENT)) {
            given.add(Decision.SKIP_STATEMENT);
        }
        if (invocation.on(Setting.MARK_APPLIED)) {
            given.add(Decision.MARK_APPLIED);
        }
        if (given.size() != 1) {
            throw new UsageException(
                    invocation.command(), "Give one of '--retry', '--skip-statement' and '--mark-applied'.");
        }
        return Optional.of(given.get(0));
    }

    private Progress progress() {
        if (report.json()) {
            return new JsonProgress(terminal, redaction, target, invocation.on(Setting.DRY_RUN));
        }
        boolean live = terminal.outIsTerminal() && level != LogLevel.DEBUG;
        Progress lines = live
                ? new LiveProgress(terminal, outStyle, redaction, width())
                : new PlainProgress(terminal, outStyle, redaction);
        return report.shown() ? new ReportedProgress(lines, terminal, reportText()) : lines;
    }

    private ReportText reportText() {
        boolean seen = terminal.outIsTerminal();
        return new ReportText(outStyle, redaction, seen ? width() : FILE_WIDTH, seen);
    }

    private int width() {
        try {
            return Math.max(20, Integer.parseInt(invocation.variable("COLUMNS")));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }

    /** How many rows to copy; empty for all. */
    private OptionalLong dryRunRows() {
        String text = invocation.value(Setting.DRY_RUN_ROWS).orElse(Long.toString(RehearsalRequest.DEFAULT_ROWS));
        if (text.equals("all")) {
            return OptionalLong.empty();
        }
        if (!text.matches("\\d{1,18}")) {
            throw invocation.invalid(
                    Setting.DRY_RUN_ROWS, "'" + text + "' is neither a number of rows nor the word all.");
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
