package io.migri.cli.command;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.CommandSyntax.Names;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** {@code migri unmark}: removes the record of migrations, and nothing that they did. */
final class UnmarkCommand implements Command {
    static final String WORD = "unmark";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Record migrations as not applied, without undoing them",
                        Setting.MIGRATIONS_DIR,
                        Setting.FORMAT,
                        Setting.LOCK_WAIT)
                .taking(Names.SOME)
                .showing("migri unmark 0002_orders  # the next run executes it again");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        if (invocation.names().isEmpty()) {
            throw invocation.misused("Name the migrations.");
        }
        return call.run(history -> call.changes().made(history.unmark(invocation.names())));
    }
}
