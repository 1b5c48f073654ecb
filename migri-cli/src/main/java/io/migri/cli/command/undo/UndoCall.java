package io.migri.cli.command.undo;

import io.migri.Migri;
import io.migri.api.MigrationReport;
import io.migri.api.undo.Undo;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.RunCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/**
 * What the commands share that take migrations back.
 *
 * @param word names the command
 */
record UndoCall(String word) {

    CommandSyntax syntax(String description) {
        return CommandSyntax.of(
                word,
                description,
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
                Setting.PYTHON_ENGINE);
    }

    /** Does {@code work}, or {@code trial} where it is a dry run, unless somebody thinks better of it. */
    ExitStatus run(Invocation invocation, Terminal terminal, Work work, Work trial) {
        UndoChoice choice = new UndoChoice(invocation);
        Undo undo = choice.undo();
        if (!choice.agreed()) {
            terminal.printError("Nothing was undone.\n");
            return ExitStatus.COULD_NOT_RUN;
        }
        Work meant = invocation.on(Setting.DRY_RUN) ? trial : work;
        return new RunCall(invocation, terminal, word).run(migri -> meant.of(migri, undo));
    }

    /** One of the things that can be done with undos. */
    @FunctionalInterface
    interface Work {
        MigrationReport of(Migri migri, Undo undo);
    }
}
