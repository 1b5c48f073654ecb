package io.migri.cli.command;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import io.migri.cli.progress.Sentences;

/** {@code migri init}: says that nothing has to be done. */
final class InitCommand implements Command {
    static final String WORD = "init";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(WORD, "Do nothing: the history table is created when it is needed")
                .showing("migri init  # says so");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        terminal.print(Sentences.INIT);
        return ExitStatus.DONE;
    }
}
