package io.migri.cli.output;

import java.io.Console;
import java.util.Optional;

/** Asks for a password on the terminal, which does not show what is typed. */
public final class PasswordPrompt {

    private PasswordPrompt() {}

    /** Whether somebody is there to be asked. Java's console needs both directions; up to Java 21 there may be none. */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isPossible() {
        return StandardStream.STDIN.isTerminal() && StandardStream.STDOUT.isTerminal() && System.console() != null;
    }

    /**
     * What is typed; empty where that is nothing, and where nobody can be asked.
     *
     * @param whose whom the password is for, and where
     */
    public static Optional<String> ask(String whose) {
        Console console = isPossible() ? System.console() : null;
        char[] typed =
                console == null ? null : console.readPassword("%s", "Password of " + Printable.text(whose) + ": ");
        return Optional.ofNullable(typed).map(String::new).filter(text -> !text.isEmpty());
    }
}
