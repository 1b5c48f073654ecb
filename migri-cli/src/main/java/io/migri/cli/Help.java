package io.migri.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The texts of {@code --help}. */
final class Help {
    static final String USAGE = "migri [OPTIONS] COMMAND [ARGS]...";

    private static final int WIDTH = 100;

    private Help() {}

    /** What can be typed, with every command. */
    static String text() {
        CommandSpec spec = spec(USAGE, Command.COMMON);
        spec.usageMessage()
                .description("Apply a directory of .sql and .py migrations, in order, to PostgreSQL, MySQL, MariaDB or"
                        + " SQLite.")
                .footer(
                        "",
                        "Options may stand before or after the command. An option wins over its environment variable.",
                        "Exit status: 0 done, 1 could not run, 2 wrong usage, 3 a migration failed and was rolled"
                                + " back,",
                        "4 a migration failed or was interrupted half done, 5 another run held the lock, 6 the"
                                + " migrations",
                        "are not valid, 7 something is pending (status --exit-code), 8 a dry run found what --fail-on"
                                + " names,",
                        "129, 130 or 143 interrupted by SIGHUP, Ctrl-C or SIGTERM.");
        for (Command command : Command.values()) {
            CommandSpec sub = CommandSpec.create();
            sub.usageMessage().description(command.description());
            spec.addSubcommand(command.word(), sub);
        }
        return render(spec);
    }

    /** What can be typed for one command. */
    static String text(Command command) {
        List<Setting> settings = command.settings();
        CommandSpec spec = spec(command.usage(), settings);
        spec.usageMessage().description(command.description() + ".").optionListHeading("%nOptions:%n");
        CommandSpec common = spec("", Command.COMMON);
        String own = render(spec);
        return own + "\nOptions of every command:\n" + optionList(common);
    }

    private static CommandSpec spec(String usage, List<Setting> settings) {
        CommandSpec spec = CommandSpec.create().name("migri");
        spec.usageMessage()
                .width(WIDTH)
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
                .description(setting.description() + variable)
                .build();
    }

    private static String render(CommandSpec spec) {
        return new CommandLine(spec).getUsageMessage(Ansi.OFF);
    }

    private static String optionList(CommandSpec spec) {
        return new CommandLine(spec).getHelp().optionList();
    }
}
