package io.migri.cli.command.undo;

import io.migri.Migri;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** {@code migri redo}: takes back what was applied last, and applies it again. */
public final class RedoCommand implements Command {
    public static final String WORD = "redo";

    private static final UndoCall CALL = new UndoCall(WORD);

    @Override
    public CommandSyntax syntax() {
        return CALL.syntax("Undo the migration that was applied last, and apply it again")
                .showing(
                        "migri redo  # after a change to the file that you are working on",
                        "migri redo --count 2 --dry-run  # tries it with the last two");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        return CALL.run(invocation, terminal, Migri::redo, Migri::dryRunRedo);
    }

    /** The database has changed, even if the output is lost. */
    @Override
    public boolean isItsOutput() {
        return false;
    }
}
