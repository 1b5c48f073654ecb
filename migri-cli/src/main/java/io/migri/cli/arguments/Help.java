package io.migri.cli.arguments;

import io.migri.cli.exit.ExitStatus;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The texts of {@code --help}. */
public final class Help {
    /** How wide a line is where nobody says, and at most: longer ones are hard to read. */
    public static final int WIDTH = 100;

    /** No narrower: picocli refuses it. */
    private static final int NARROW = 60;

    private static final String UNBROKEN = "\u00a0";

    /** In place of a dot within a name: picocli would break the line behind it. */
    private static final String DOT = "\ue000";

    private static final Pattern INNER_DOT = Pattern.compile("\\.(?=\\S)");

    private Help() {}

    /**
     * What can be typed, with every command.
     *
     * @param columns of the terminal
     */
    public static String text(List<CommandSyntax> commands, int columns) {
        CommandSpec spec = spec(CommandSyntax.USAGE, CommandSyntax.COMMON, columns);
        spec.usageMessage()
                .description("Apply a directory of .sql and .py migrations, in order, to PostgreSQL, MySQL, MariaDB or"
                        + " SQLite.")
                .footer(
                        "",
                        "Options may stand before or after the command. An option wins over its environment variable."
                                + " 'migri help COMMAND' shows a command's options and examples.",
                        "",
                        exitStatuses());
        for (CommandSyntax command : commands) {
            CommandSpec sub = CommandSpec.create();
            sub.usageMessage().description(command.description());
            spec.addSubcommand(command.word(), sub);
        }
        return render(spec);
    }

    /**
     * What can be typed for one command.
     *
     * @param columns of the terminal
     */
    public static String text(CommandSyntax command, int columns) {
        CommandSpec spec = spec(command.usage(), command.settings(), columns);
        spec.usageMessage().description(command.description() + ".").optionListHeading("%nOptions:%n");
        CommandSpec common = spec("", CommandSyntax.COMMON, columns);
        String own = render(spec);
        return own + "\nOptions of every command:\n" + optionList(common)
                + Examples.text(command.examples(), width(columns));
    }

    private static int width(int columns) {
        return Math.max(NARROW, Math.min(WIDTH, columns));
    }

    /** Spaces at which picocli breaks no line keep a number together with its meaning. */
    private static String exitStatuses() {
        StringJoiner all = new StringJoiner(", ", "Exit status: ", ".");
        for (ExitStatus status : ExitStatus.values()) {
            String entry = status.codes() + " " + status.meaning();
            all.add(entry.replaceFirst(" ", UNBROKEN).replaceFirst(" ", UNBROKEN));
        }
        return all.toString();
    }

    private static CommandSpec spec(String usage, List<Setting> settings, int columns) {
        CommandSpec spec = CommandSpec.create().name("migri");
        spec.usageMessage()
                .width(width(columns))
                .customSynopsis(usage)
                .descriptionHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .sortOptions(false)
                .abbreviateSynopsis(true);
        for (Setting setting : settings) {
            spec.addOption(described(setting));
        }
        return spec;
    }

    private static OptionSpec described(Setting setting) {
        String variable = setting.variable().isEmpty() ? "" : " [" + setting.variable() + "]";
        return PicocliArguments.option(setting).toBuilder()
                .paramLabel(setting.placeholder())
                .description(INNER_DOT.matcher(setting.description() + variable).replaceAll(DOT))
                .build();
    }

    private static String render(CommandSpec spec) {
        return plain(new CommandLine(spec).getUsageMessage(Ansi.OFF));
    }

    private static String optionList(CommandSpec spec) {
        return plain(new CommandLine(spec).getHelp().optionList());
    }

    private static String plain(String laidOut) {
        return laidOut.replace(UNBROKEN, " ").replace(DOT, ".");
    }
}
