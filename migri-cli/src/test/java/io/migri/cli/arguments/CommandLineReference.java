package io.migri.cli.arguments;

import io.migri.cli.exit.ExitStatus;
import java.util.List;

/** Writes {@code docs/cli.md} from what {@code --help} is written from. */
final class CommandLineReference {
    private static final String HEAD = """
        # The command line

            %s

        Options stand before or after the command. An option wins over its variable. An empty variable counts as
        unset. `migri help COMMAND` says the same as this page. `CommandLineReferenceTest` writes the page from the
        sources, and fails where the two differ.

        """;

    private final StringBuilder page = new StringBuilder();

    private CommandLineReference() {}

    /** The page, for these commands. */
    static String of(List<CommandSyntax> commands) {
        CommandLineReference reference = new CommandLineReference();
        reference.page.append(HEAD.formatted(CommandSyntax.USAGE));
        reference.commands(commands);
        reference.page.append("## Options of every command\n\n");
        reference.options(CommandSyntax.COMMON);
        commands.forEach(reference::command);
        reference.exitStatuses();
        return reference.page.toString();
    }

    private void commands(List<CommandSyntax> commands) {
        page.append("| command | does |\n|---|---|\n");
        for (CommandSyntax command : commands) {
            page.append("| [`").append(command.word()).append("`](#").append(anchor(command));
            page.append(") | ").append(cell(command.description())).append(" |\n");
        }
        page.append('\n');
    }

    private static String anchor(CommandSyntax command) {
        return "migri-" + command.word().replace(' ', '-');
    }

    private void command(CommandSyntax command) {
        page.append("## migri ").append(command.word()).append("\n\n    ").append(command.usage());
        page.append("\n\n").append(command.description()).append(".\n\n");
        if (!command.settings().isEmpty()) {
            options(command.settings());
        }
        if (!command.examples().isEmpty()) {
            page.append("```\n");
            command.examples().forEach(example -> page.append(example).append('\n'));
            page.append("```\n\n");
        }
    }

    private void options(List<Setting> settings) {
        page.append("| option | variable | meaning |\n|---|---|---|\n");
        for (Setting setting : settings) {
            page.append("| ").append(spelled(setting)).append(" | ");
            page.append(setting.variable().isEmpty() ? "" : "`" + setting.variable() + "`")
                    .append(" | ");
            page.append(cell(setting.description())).append(" |\n");
        }
        page.append('\n');
    }

    private static String spelled(Setting setting) {
        String names = "`" + String.join("`, `", setting.names());
        String value = setting.takesValue() ? " " + setting.placeholder() : "";
        return names + (setting.implied().isEmpty() ? value : "[=" + setting.placeholder() + "]") + "`";
    }

    private void exitStatuses() {
        page.append("## Exit status\n\n| exit | meaning |\n|---|---|\n");
        for (ExitStatus status : ExitStatus.values()) {
            page.append("| ")
                    .append(status.codes())
                    .append(" | ")
                    .append(status.meaning())
                    .append(" |\n");
        }
        page.append("\n[Which of them to repeat](exit-codes.md).\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
