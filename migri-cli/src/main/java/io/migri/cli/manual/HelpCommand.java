package io.migri.cli.manual;

import io.migri.cli.arguments.ArgumentParser;
import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.CommandSyntax.Names;
import io.migri.cli.arguments.Help;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Vocabulary;
import io.migri.cli.call.Command;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;
import io.migri.cli.output.TerminalWidth;
import java.util.Map;

/** {@code migri help}: shows what can be typed. */
public final class HelpCommand implements Command {
    public static final String WORD = "help";

    private final Vocabulary commands;

    public HelpCommand(Vocabulary commands) {
        this.commands = commands;
    }

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(WORD, "Show what can be typed for a command, with examples")
                .taking(Names.COMMAND)
                .showing("migri help migrate  # options and examples of migri migrate", "migri help  # all commands");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        String word = String.join(" ", invocation.names());
        int columns = TerminalWidth.of(terminal.out(), invocation.environment(), Help.WIDTH);
        terminal.printHelp(word.isEmpty() ? Help.text(commands.syntaxes(), columns) : one(word, columns));
        return ExitStatus.DONE;
    }

    @Override
    public boolean isAboutItself() {
        return true;
    }

    /** What can be typed for the command of that name. */
    private String one(String word, int columns) {
        return Help.text(new ArgumentParser(commands, Map.of()).named(word), columns);
    }
}
