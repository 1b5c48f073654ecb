package io.migri.cli.manual;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.CommandSyntax.Names;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Vocabulary;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Terminal;
import java.util.List;
import java.util.Optional;

/** {@code migri completion}: prints the script that has a shell complete what is typed. */
public final class CompletionCommand implements Command {
    public static final String WORD = "completion";

    private final Vocabulary commands;

    public CompletionCommand(Vocabulary commands) {
        this.commands = commands;
    }

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(WORD, "Print a script that lets bash, zsh or fish complete commands, options and names")
                .taking(Names.SHELL)
                .showing(
                        "eval \"$(migri completion bash)\"  # for this shell; for every one, in ~/.bashrc",
                        "source <(migri completion zsh)  # after compinit, in ~/.zshrc",
                        "migri completion fish | source  # in ~/.config/fish/config.fish");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        List<String> names = invocation.names();
        Optional<Shell> shell = names.size() == 1 ? Shell.of(names.get(0)) : Optional.empty();
        if (shell.isEmpty()) {
            String found =
                    names.size() == 1 ? "There are no completions for " + Printable.text(names.get(0)) + ". " : "";
            throw invocation.misused(found + "Name one of bash, zsh and fish.");
        }
        terminal.printHelp(new Completion(commands.syntaxes()).text(shell.get()));
        return ExitStatus.DONE;
    }

    @Override
    public boolean isAboutItself() {
        return true;
    }
}
