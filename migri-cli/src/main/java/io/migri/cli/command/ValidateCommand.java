package io.migri.cli.command;

import io.migri.api.HistoryCheck;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import io.migri.cli.report.ValidationReport;

/** {@code migri validate}: compares the files with what was applied. Changes nothing. */
final class ValidateCommand implements Command {
    static final String WORD = "validate";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Compare the files with what was applied, and read those that are pending",
                        Setting.MIGRATIONS_DIR,
                        Setting.STRICT,
                        Setting.ALLOW_NEWER,
                        Setting.OUTPUT,
                        Setting.LOCK_WAIT,
                        Setting.ALLOW_EMPTY,
                        Setting.FORMAT,
                        Setting.PYTHON,
                        Setting.PYTHON_ENGINE)
                .showing(
                        "migri validate  # shows what was changed since it was applied",
                        "migri validate --strict --output json  # for a pipeline");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        return call.run(history -> tell(history.check(), invocation, call));
    }

    private static ExitStatus tell(HistoryCheck check, Invocation invocation, HistoryCall call) {
        ValidationReport report =
                new ValidationReport(check, invocation.on(Setting.STRICT), invocation.on(Setting.ALLOW_NEWER));
        Terminal terminal = call.terminal();
        if (call.json()) {
            terminal.printDocument(report.document(call.target()));
        } else {
            terminal.print(report.text(terminal.out(), terminal.redaction()));
        }
        return report.valid() ? ExitStatus.DONE : ExitStatus.INVALID;
    }
}
