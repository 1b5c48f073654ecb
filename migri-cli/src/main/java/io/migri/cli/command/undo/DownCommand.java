package io.migri.cli.command.undo;

import io.migri.Migri;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** {@code migri down}: takes back what was applied last, or tries that out. */
public final class DownCommand implements Command {
    public static final String WORD = "down";

    private static final UndoCall CALL = new UndoCall(WORD);

    @Override
    public CommandSyntax syntax() {
        return CALL.syntax("Undo the migration that was applied last, or more of them")
                .showing(
                        "migri down  # undoes the last one",
                        "migri down --dry-run  # executes the undo, and takes that back",
                        "migri down --to 0007_orders  # undoes what was applied after that one",
                        "migri down --from-database  # its file is gone: runs what was recorded");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        return CALL.run(invocation, terminal, Migri::down, Migri::dryRunDown);
    }

    /** The database has changed, even if the output is lost. */
    @Override
    public boolean isItsOutput() {
        return false;
    }
}
