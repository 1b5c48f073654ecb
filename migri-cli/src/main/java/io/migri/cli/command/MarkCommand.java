package io.migri.cli.command;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.CommandSyntax.Names;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** {@code migri mark}: records migrations as applied, without running them. */
final class MarkCommand implements Command {
    static final String WORD = "mark";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Record migrations as applied, without running them",
                        Setting.MIGRATIONS_DIR,
                        Setting.FORMAT,
                        Setting.STORE_TEXTS,
                        Setting.LOCK_WAIT)
                .taking(Names.SOME)
                .showing("migri mark 0002_orders  # somebody did it by hand");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        if (invocation.names().isEmpty()) {
            throw invocation.misused("Name the migrations.");
        }
        return call.run(history -> call.changes().made(history.mark(invocation.names())));
    }
}
