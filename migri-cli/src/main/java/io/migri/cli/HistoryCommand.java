package io.migri.cli;

import io.migri.History;
import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryCheck;
import io.migri.api.MigrationStatus;
import io.migri.api.event.MigrationListener;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

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
    private final Journal journal;

    /** @throws UsageException where a setting has a value that it cannot have */
    HistoryCommand(Invocation invocation, Command command, Terminal terminal) {
        this.invocation = invocation;
        this.command = command;
        this.target = new TargetReader(invocation).read();
        this.style = new ColorChoice(invocation).style(terminal.outIsTerminal());
        this.level = LogLevel.of(invocation);
        this.redaction = terminal.redaction().and(Optional.of(target));
        this.terminal = terminal.hiding(redaction);
        this.json = json();
        this.journal = new Journal(
                this.terminal, new ColorChoice(invocation).style(terminal.errIsTerminal()), redaction, level);
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
        journal.info("the database is " + target.describe());
        try (StillWaiting waiting = StillWaiting.on(target, journal::waiting)) {
            return run(migri(new CombinedListener(signals, new CombinedListener(waiting, journal)))
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
            case VALIDATE -> validate(history.check());
            case SHOW -> show(history.show(invocation.names().get(0)));
            case REPAIR -> repair(history);
            case BASELINE -> say(history.baseline(invocation.value(Setting.TO).orElseThrow()));
            case MARK -> say(history.mark(invocation.names()));
            case UNMARK -> say(history.unmark(invocation.names()));
            default -> throw new IllegalStateException(command + " is not about the history");
        };
    }

    private int status(List<MigrationStatus> all) {
        List<MigrationStatus> shown = invocation.on(Setting.PENDING)
                ? all.stream().filter(status -> status.state().pending()).toList()
                : all;
        StatusTotals totals = StatusTotals.of(all);
        StatusTable table = new StatusTable(style, terminal.outIsTerminal() ? ZoneId.systemDefault() : ZoneOffset.UTC);
        if (json) {
            terminal.printDocument(StatusTable.document(target, shown, totals));
        } else if (terminal.outIsTerminal()) {
            terminal.print(table.aligned(shown) + totals.text());
        } else {
            terminal.print(table.plain(shown));
            terminal.printError(totals.text());
        }
        totals.unfit().ifPresent(journal::warn);
        return invocation.on(Setting.EXIT_CODE) ? totals.exitCode() : ExitStatus.DONE;
    }

    private int validate(HistoryCheck check) {
        ValidationReport report =
                new ValidationReport(check, invocation.on(Setting.STRICT), invocation.on(Setting.ALLOW_NEWER));
        if (json) {
            terminal.printDocument(report.document(target));
        } else {
            terminal.print(report.text(style, redaction));
        }
        return report.valid() ? ExitStatus.DONE : ExitStatus.INVALID;
    }

    private int show(byte[] text) {
        terminal.printFile(text);
        return ExitStatus.DONE;
    }

    private int repair(History history) {
        RepairChoice choice = new RepairChoice(invocation);
        if (invocation.on(Setting.SAY_ONLY)) {
            return said(history.planRepair(choice.kinds(), invocation.names()), true, false);
        }
        if (choice.asksFirst()) {
            List<HistoryChange> planned = history.planRepair(choice.kinds(), invocation.names());
            if (RepairChoice.forgets(planned)) {
                said(planned, true, false);
                throw RepairChoice.refusal(planned);
            }
        }
        return said(history.repair(choice.agreed(), invocation.names(), json ? change -> {} : this::print), json, true);
    }

    private int say(List<HistoryChange> changes) {
        return said(changes, true, true);
    }

    private int said(List<HistoryChange> changes, boolean printing, boolean done) {
        if (json) {
            terminal.printDocument(ChangeReport.document(target, changes, done));
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
