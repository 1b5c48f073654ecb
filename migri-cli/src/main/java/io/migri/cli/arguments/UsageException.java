package io.migri.cli.arguments;

import java.util.Optional;

/** What the user typed makes no sense. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No line of a value begins at the left, where lines of ours begin. */
    private static final String MARGIN = "\n       ";

    private final transient Optional<CommandSyntax> command;
    private final transient Optional<String> help;

    /** A mistake in the part of the line that every command shares. */
    public UsageException(String message) {
        this(Optional.empty(), message);
    }

    /** The same; {@code help} says what to do instead. */
    public UsageException(String message, Optional<String> help) {
        super(message);
        this.command = Optional.empty();
        this.help = help;
    }

    /** @param command whose help is of use; empty for that of the whole */
    UsageException(Optional<CommandSyntax> command, String message) {
        super(message);
        this.command = command;
        this.help = Optional.empty();
    }

    /** What to do instead, where that is known. */
    public Optional<String> help() {
        return help;
    }

    /** All that is printed, in the form that migri 0.7 used; what to do instead has a line of its own behind it. */
    public String text() {
        String usage = command.map(CommandSyntax::usage).orElse(CommandSyntax.USAGE);
        String manual = command.map(named -> "migri " + named.word()).orElse("migri") + " --help";
        String instead = help.map(text -> "\n" + text).orElse("");
        String message = String.valueOf(getMessage()).replace("\n", MARGIN);
        return "Usage: " + usage + "\nTry '" + manual + "' for help.\n\nError: " + message + instead;
    }
}
