package io.migri.cli.arguments;

import java.util.Optional;

/** What the user typed makes no sense. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<CommandSyntax> command;

    /** A mistake in the part of the line that every command shares. */
    public UsageException(String message) {
        this(Optional.empty(), message);
    }

    /** @param command whose help is of use; empty for that of the whole */
    UsageException(Optional<CommandSyntax> command, String message) {
        super(message);
        this.command = command;
    }

    /** All that is printed, in the form that migri 0.7 used. */
    public String text() {
        String usage = command.map(CommandSyntax::usage).orElse(CommandSyntax.USAGE);
        String help = command.map(named -> "migri " + named.word()).orElse("migri") + " --help";
        return "Usage: " + usage + "\nTry '" + help + "' for help.\n\nError: " + getMessage();
    }
}
