package io.migri.cli.arguments;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be typed for a command.
 *
 * @param word its name: one word, or two
 * @param description its line in the help of all commands
 * @param settings its own, without the common ones, in the order in which help shows them
 * @param names what is named after it
 * @param examples lines for a shell, each a command with {@code #} and a few words after it
 */
public record CommandSyntax(
        String word, String description, List<Setting> settings, Names names, List<String> examples) {
    /** How a command line looks in which no command is known. */
    public static final String USAGE = "migri [OPTIONS] COMMAND [ARGS]...";

    /** What every command takes, before or after its name. */
    public static final List<Setting> COMMON = List.of(
            Setting.URL,
            Setting.DB_NAME,
            Setting.DB_USER,
            Setting.DB_PASS,
            Setting.DB_PASS_FILE,
            Setting.DB_PASS_COMMAND,
            Setting.DB_PASS_STDIN,
            Setting.DB_HOST,
            Setting.DB_PORT,
            Setting.DIALECT,
            Setting.DB_SCHEMA,
            Setting.DB_PROPERTY,
            Setting.WAIT,
            Setting.PLUGINS,
            Setting.PLUGIN_SETTING,
            Setting.APPLIED_LOG,
            Setting.HISTORY_TABLE,
            Setting.ENVIRONMENT,
            Setting.CONFIG,
            Setting.NO_CONFIG,
            Setting.ENV_FILE,
            Setting.NO_ENV_FILE,
            Setting.LOG_LEVEL,
            Setting.COLOR,
            Setting.HELP,
            Setting.VERSION);

    public CommandSyntax {
        settings = List.copyOf(settings);
        examples = List.copyOf(examples);
    }

    /** A command that takes no names. */
    public static CommandSyntax of(String word, String description, Setting... settings) {
        return new CommandSyntax(word, description, List.of(settings), Names.NONE, List.of());
    }

    /** The same, with something named after it. */
    public CommandSyntax taking(Names named) {
        return new CommandSyntax(word, description, settings, named, examples);
    }

    /** The same, with examples such as {@code "migri status --pending  # what the next run applies"}. */
    public CommandSyntax showing(String... lines) {
        return new CommandSyntax(word, description, settings, names, List.of(lines));
    }

    boolean takesNames() {
        return names != Names.NONE;
    }

    /** How its command line looks. */
    public String usage() {
        return "migri " + word + " [OPTIONS]" + names.usage();
    }

    /** All that can be set: the common settings, and its own. */
    public List<Setting> allSettings() {
        List<Setting> all = new ArrayList<>(COMMON);
        all.addAll(settings);
        return all;
    }

    /** What is named after a command. */
    public enum Names {
        NONE(""),
        /** One migration. */
        ONE(" NAME"),
        /** Migrations, one or more. */
        SOME(" NAME..."),
        /** Migrations, or none. */
        ANY(" [NAME]..."),
        /** A name that no migration has yet. */
        NEW(" NAME"),
        /** A command, which may have two words. */
        COMMAND(" [COMMAND]"),
        /** One of {@code bash}, {@code zsh} and {@code fish}. */
        SHELL(" SHELL");

        private final String usage;

        Names(String usage) {
            this.usage = usage;
        }

        private String usage() {
            return usage;
        }
    }
}
