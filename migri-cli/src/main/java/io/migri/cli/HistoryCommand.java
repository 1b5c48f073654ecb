package io.migri.cli;

import io.migri.History;
import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryProblem;
import io.migri.api.MigrationStatus;
import io.migri.api.event.MigrationListener;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The commands that look at the history or put it right: {@code status}, {@code validate}, {@code show} and their like. */
final class HistoryCommand {
    private final Invocation invocation;
    private final Command command;
    private final Terminal terminal;
    private final ConnectionConfig target;
    private final Style style;
    private final LogLevel level;
    private final Redaction redaction;
    private final boolean json;

    /** @throws UsageException where a setting has a value that it cannot have */
    HistoryCommand(Invocation invocation, Command command, Terminal terminal) {
        this.invocation = invocation;
        this.command = command;
        this.terminal = terminal;
        this.target = new TargetReader(invocation).read();
        this.style = new ColorChoice(invocation).style(terminal.outIsTerminal());
        this.level = LogLevel.of(invocation);
        this.redaction = Redaction.of(target);
        this.json = json();
        checkNames();
    }

    private boolean json() {
        String format = invocation.value(Setting.OUTPUT).orElse("text");
        return switch (format) {
            case "json" -> true;
            case "text" -> false;
            default -> throw invocation.invalid(Setting.OUTPUT, "'" + format + "' is neither 'text' nor 'json'.");
        };
    }

    private void checkNames() {
        int names = invocation.names().size();
        boolean enough =
                switch (command) {
                    case SHOW -> names == 1;
                    case MARK, UNMARK -> names > 0;
                    case REPAIR -> names > 0 || !invocation.on(Setting.CLEAR_JOURNAL);
                    case BASELINE -> invocation.value(Setting.TO).isPresent();
                    default -> true;
                };
        if (!enough) {
            throw new UsageException(
                    invocation.command(),
                    command == Command.BASELINE
                            ? "Missing option '--to'."
                            : command == Command.SHOW ? "Name one migration." : "Name the migrations.");
        }
    }

    /** Returns the exit status. */
    int run() {
        Cancellation cancellation = new Cancellation();
        Signals signals = Signals.watchHistory(cancellation, terminal);
        int status = ExitStatus.COULD_NOT_RUN;
        try {
            status = run(cancellation, signals);
        } finally {
            signals.ended(status);
        }
        return status;
    }

    private int run(Cancellation cancellation, Signals signals) {
        Style errors = new ColorChoice(invocation).style(terminal.errIsTerminal());
        try {
            return run(migri(new CombinedListener(signals, new Journal(terminal, errors, redaction, level)))
                    .cancellation(cancellation)
                    .build()
                    .history());
        } catch (RuntimeException | Error e) {
            return new FailurePrinter(terminal, errors, redaction, new Advice(target, command), level == LogLevel.DEBUG)
                    .print(e);
        }
    }

    private Migri.Builder migri(MigrationListener listener) {
        Migri.Builder migri = new LockSettings(invocation)
                .applyTo(Migri.builder())
                .target(target)
                .location(invocation.value(Setting.MIGRATIONS_DIR).orElse(MigrateCommand.DEFAULT_DIRECTORY))
                .allowEmpty(invocation.on(Setting.ALLOW_EMPTY))
                .plainFormat(invocation.plainFormat())
                .listener(listener);
        new PythonSettings(invocation, level == LogLevel.DEBUG).settings().forEach(migri::setting);
        return migri;
    }

    private int run(History history) {
        return switch (command) {
            case STATUS -> status(history.status());
            case VALIDATE -> validate(history.validate());
            case SHOW -> show(history.show(invocation.names().get(0)));
            case REPAIR -> repair(history);
            case BASELINE -> say(history.baseline(invocation.value(Setting.TO).orElseThrow()));
            case MARK -> say(history.mark(invocation.names()));
            case UNMARK -> say(history.unmark(invocation.names()));
            default -> throw new IllegalStateException(command + " is not about the history");
        };
    }

    private int status(List<MigrationStatus> all) {
        boolean pending = all.stream().anyMatch(status -> status.state().pending());
        List<MigrationStatus> shown = invocation.on(Setting.PENDING)
                ? all.stream().filter(status -> status.state().pending()).toList()
                : all;
        StatusTable table = new StatusTable(style, terminal.outIsTerminal() ? ZoneId.systemDefault() : ZoneOffset.UTC);
        terminal.print(
                json ? StatusTable.json(shown) : terminal.outIsTerminal() ? table.aligned(shown) : table.plain(shown));
        return pending && invocation.on(Setting.EXIT_CODE) ? ExitStatus.PENDING : ExitStatus.DONE;
    }

    private int validate(List<HistoryProblem> problems) {
        ValidationReport report = new ValidationReport(problems, invocation.on(Setting.STRICT));
        terminal.print(json ? report.json() : report.text(style, redaction));
        return report.valid() ? ExitStatus.DONE : ExitStatus.INVALID;
    }

    private int show(byte[] text) {
        terminal.out().write(text, 0, text.length);
        terminal.out().flush();
        return ExitStatus.DONE;
    }

    private int repair(History history) {
        Set<HistoryChange.Kind> kinds = kinds();
        if (invocation.on(Setting.SAY_ONLY)) {
            return said(history.planRepair(kinds, invocation.names()), true);
        }
        return said(history.repair(kinds, invocation.names(), json ? change -> {} : this::print), json);
    }

    /** A journal is cleared only by request: what its migration did is then forgotten. */
    private Set<HistoryChange.Kind> kinds() {
        Set<HistoryChange.Kind> kinds = EnumSet.noneOf(HistoryChange.Kind.class);
        if (invocation.on(Setting.ACCEPT_CHANGED)) {
            kinds.add(HistoryChange.Kind.ACCEPT_CHANGED);
        }
        if (invocation.on(Setting.FORGET_MISSING)) {
            kinds.add(HistoryChange.Kind.FORGET_MISSING);
        }
        if (invocation.on(Setting.CLEAR_JOURNAL)) {
            kinds.add(HistoryChange.Kind.CLEAR_JOURNAL);
        }
        return kinds.isEmpty()
                ? EnumSet.of(HistoryChange.Kind.ACCEPT_CHANGED, HistoryChange.Kind.FORGET_MISSING)
                : kinds;
    }

    private int say(List<HistoryChange> changes) {
        return said(changes, true);
    }

    private int said(List<HistoryChange> changes, boolean printing) {
        if (json) {
            terminal.print(ChangeReport.json(changes));
        } else if (changes.isEmpty()) {
            terminal.print("Nothing to do.\n");
        } else if (printing) {
            changes.forEach(this::print);
        }
        return ExitStatus.DONE;
    }

    private void print(HistoryChange change) {
        terminal.print(ChangeReport.line(change));
    }
}
