package io.migri.cli.command;

import io.migri.cli.archive.ClassArchive;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import java.io.IOException;
import java.util.Optional;

/** {@code migri archive}: makes what later runs start from in a fraction of the time. */
final class ArchiveCommand implements Command {
    static final String WORD = "archive";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(WORD, "Make an archive of classes, from which later runs start faster")
                .showing("migri archive  # once after each installation");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        Optional<ClassArchive> archive = ClassArchive.ofThisProcess();
        if (archive.isEmpty()) {
            return failed(
                    terminal,
                    "there is no place for an archive of classes",
                    "start bin/migri, with HOME or XDG_CACHE_HOME set");
        }
        try {
            archive.get().make();
            terminal.print("Runs start from " + archive.get().file() + "\n");
            return ExitStatus.DONE;
        } catch (IOException e) {
            return failed(
                    terminal, "no archive of classes was made: " + e.getMessage(), "runs start without one, as before");
        }
    }

    private static ExitStatus failed(Terminal terminal, String message, String help) {
        terminal.printError("error: " + message + "\n   = help: " + help + "\n");
        return ExitStatus.COULD_NOT_RUN;
    }
}
