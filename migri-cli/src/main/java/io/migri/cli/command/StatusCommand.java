package io.migri.cli.command;

import io.migri.api.MigrationStatus;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import io.migri.cli.output.TerminalWidth;
import io.migri.cli.report.StatusTable;
import io.migri.cli.report.StatusTotals;
import java.util.List;
import java.util.Map;

/** {@code migri status}: shows how migrations stand. Changes nothing. */
final class StatusCommand implements Command {
    private static final int WIDE = 1000;
    static final String WORD = "status";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Show what is applied, pending, changed, missing or unfinished",
                        Setting.MIGRATIONS_DIR,
                        Setting.FORMAT,
                        Setting.PENDING,
                        Setting.EXIT_CODE,
                        Setting.OUTPUT,
                        Setting.LOCK_WAIT)
                .showing(
                        "migri status  # shows every migration",
                        "migri status --pending  # shows what the next run applies",
                        "migri status --exit-code  # for scripts: exits with 7 if anything is pending");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        return call.run(history -> tell(history.status(), invocation, call));
    }

    private static ExitStatus tell(List<MigrationStatus> all, Invocation invocation, HistoryCall call) {
        List<MigrationStatus> shown = invocation.on(Setting.PENDING)
                ? all.stream().filter(status -> status.state().pending()).toList()
                : all;
        StatusTotals totals = StatusTotals.of(all);
        if (call.json()) {
            call.terminal().printDocument(StatusTable.document(call.target(), shown, totals));
        } else {
            print(shown, totals, call.terminal());
        }
        totals.unfit().ifPresent(call.commentary()::warn);
        return invocation.on(Setting.EXIT_CODE) ? totals.status() : ExitStatus.DONE;
    }

    private static void print(List<MigrationStatus> shown, StatusTotals totals, Terminal terminal) {
        StatusTable table = StatusTable.on(terminal.out());
        if (terminal.out().isTerminal()) {
            terminal.print(table.aligned(shown, TerminalWidth.of(terminal.out(), Map.of(), WIDE)) + totals.text());
        } else {
            terminal.print(table.plain(shown));
            terminal.printError(totals.text());
        }
    }
}
