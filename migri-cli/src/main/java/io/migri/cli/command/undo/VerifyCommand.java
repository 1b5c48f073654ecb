package io.migri.cli.command.undo;

import io.migri.api.undo.Verification;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import io.migri.cli.report.VerificationReport;
import io.migri.cli.settings.DryRunRows;

/** {@code migri verify}: tries undos, and tells what they forget. */
public final class VerifyCommand implements Command {
    public static final String WORD = "verify";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Try the undos of pending migrations in a dry run, and tell what they forget",
                        Setting.MIGRATIONS_DIR,
                        Setting.VERIFY_ALL,
                        Setting.OUTPUT,
                        Setting.DRY_RUN_ROWS,
                        Setting.DRY_RUN_URL,
                        Setting.DRY_RUN_PASS_FILE,
                        Setting.LOCK_WAIT,
                        Setting.LOCK_TIMEOUT,
                        Setting.LOCK_RETRIES,
                        Setting.ALLOW_EMPTY,
                        Setting.PYTHON,
                        Setting.PYTHON_ENGINE)
                .showing(
                        "migri verify  # up, down, up again; nothing of it stays",
                        "migri verify --all  # the applied ones, too");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        return call.runWith(migri -> tell(
                migri.dryRunRows(DryRunRows.of(invocation)).build().verify(invocation.on(Setting.VERIFY_ALL)), call));
    }

    private static ExitStatus tell(Verification found, HistoryCall call) {
        VerificationReport report = new VerificationReport(found);
        Terminal terminal = call.terminal();
        if (call.json()) {
            terminal.printDocument(report.document(call.target()));
        } else {
            terminal.print(report.text(terminal.out().style(), terminal.redaction()));
        }
        return found.isWell() ? ExitStatus.DONE : ExitStatus.INVALID;
    }
}
