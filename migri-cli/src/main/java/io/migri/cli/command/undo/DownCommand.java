package io.migri.cli.command.undo;

import io.migri.api.undo.Undo;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.RunCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** {@code migri down}: takes back what was applied last, or tries that out. */
public final class DownCommand implements Command {
    public static final String WORD = "down";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Undo the migration that was applied last, or more of them",
                        Setting.MIGRATIONS_DIR,
                        Setting.DOWN_TO,
                        Setting.DOWN_COUNT,
                        Setting.ALL,
                        Setting.UNASKED,
                        Setting.FROM_DATABASE,
                        Setting.SINGLE_TRANSACTION,
                        Setting.DRY_RUN,
                        Setting.DRY_RUN_ROWS,
                        Setting.DRY_RUN_URL,
                        Setting.DRY_RUN_PASS_FILE,
                        Setting.REPORT,
                        Setting.NO_REPORT,
                        Setting.FAIL_ON,
                        Setting.OUTPUT,
                        Setting.LOCK_WAIT,
                        Setting.LOCK_TIMEOUT,
                        Setting.LOCK_RETRIES,
                        Setting.ALLOW_EMPTY,
                        Setting.PYTHON,
                        Setting.PYTHON_ENGINE)
                .showing(
                        "migri down  # undoes the last one",
                        "migri down --dry-run  # executes the undo, and takes that back",
                        "migri down --to 0007_orders  # undoes what was applied after that one",
                        "migri down --from-database  # its file is gone: runs what was recorded");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        UndoChoice choice = new UndoChoice(invocation);
        Undo undo = choice.undo();
        if (!choice.agreed()) {
            terminal.printError("Nothing was undone.\n");
            return ExitStatus.COULD_NOT_RUN;
        }
        return new RunCall(invocation, terminal, WORD)
                .run(migri -> invocation.on(Setting.DRY_RUN) ? migri.dryRunDown(undo) : migri.down(undo));
    }

    /** The database has changed, even if the output is lost. */
    @Override
    public boolean isItsOutput() {
        return false;
    }
}
