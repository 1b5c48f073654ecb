package io.migri.cli.output;

import java.io.Console;
import java.util.Optional;

/** Asks somebody on the terminal, who sees what is typed. */
public final class Question {

    private Question() {}

    /** Whether somebody is there to be asked. */
    public static boolean isPossible() {
        return PasswordPrompt.isPossible();
    }

    /** What is typed; empty where nobody can be asked, or whoever is asked has closed the input. */
    @SuppressWarnings("SystemConsoleNull")
    public static Optional<String> ask(String question) {
        Console console = isPossible() ? System.console() : null;
        String typed = console == null ? null : console.readLine("%s", Printable.lines(question));
        return Optional.ofNullable(typed);
    }
}
