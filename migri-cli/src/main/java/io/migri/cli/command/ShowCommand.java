package io.migri.cli.command;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.CommandSyntax.Names;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.call.Command;
import io.migri.cli.call.HistoryCall;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** {@code migri show}: prints what a migration said when it was applied. */
final class ShowCommand implements Command {
    static final String WORD = "show";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                        WORD,
                        "Print the text of a migration as it was applied",
                        Setting.MIGRATIONS_DIR,
                        Setting.FORMAT,
                        Setting.LOCK_WAIT)
                .taking(Names.ONE)
                .showing(
                        "migri show 0002_orders  # prints it as it was applied",
                        "migri show 0002_orders | diff - migrations/0002_orders.sql  # compares it");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        HistoryCall call = new HistoryCall(invocation, terminal, WORD);
        if (invocation.names().size() != 1) {
            throw invocation.misused("Name one migration.");
        }
        return call.run(history -> {
            call.terminal().printFile(history.show(invocation.names().get(0)));
            return ExitStatus.DONE;
        });
    }
}
