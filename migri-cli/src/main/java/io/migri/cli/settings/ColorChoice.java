package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.output.Style;
import io.migri.cli.output.Terminal;

/** Decides about colour: the option, then NO_COLOR, then CLICOLOR_FORCE, then whether a person is looking. */
public final class ColorChoice {
    private final Invocation invocation;

    public ColorChoice(Invocation invocation) {
        this.invocation = invocation;
    }

    /** The terminal with the colours that it is to have. */
    public Terminal applyTo(Terminal terminal) {
        return terminal.styled(
                style(terminal.out().isTerminal()), style(terminal.err().isTerminal()));
    }

    Style style(boolean terminal) {
        String choice = invocation.value(Setting.COLOR).orElse("auto");
        return switch (choice) {
            case "always" -> Style.COLORED;
            case "never" -> Style.PLAIN;
            case "auto" -> automatic(terminal) ? Style.COLORED : Style.PLAIN;
            default ->
                throw invocation.invalid(Setting.COLOR, "'" + choice + "' is not one of 'auto', 'always', 'never'.");
        };
    }

    private boolean automatic(boolean terminal) {
        if (!invocation.variable("NO_COLOR").isEmpty()) {
            return false;
        }
        String force = invocation.variable("CLICOLOR_FORCE");
        if (!force.isEmpty() && !force.equals("0")) {
            return true;
        }
        return terminal && !invocation.variable("TERM").equals("dumb");
    }
}
