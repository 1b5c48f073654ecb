package io.migri.cli.arguments;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asked for: options, and the environment where they are silent. An option wins over its variable; one that is
 * given with an empty value means "none". An empty variable counts as unset.
 *
 * @param command empty where none was named
 * @param names the migrations that were named, in order
 * @param options the values of the options that were given, in order; a flag's value is empty
 */
public record Invocation(
        Optional<CommandSyntax> command,
        List<String> names,
        Map<Setting, List<String>> options,
        Map<String, String> environment) {

    public Optional<String> value(Setting setting) {
        List<String> given = options.get(setting);
        String value = given == null ? variable(setting.variable()) : given.get(given.size() - 1);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** Every value of a setting that can be repeated. */
    public List<String> values(Setting setting) {
        List<String> given = options.get(setting);
        return given == null ? variable(setting.variable()).lines().toList() : given;
    }

    /** Whether a setting that takes no value is on. */
    public boolean on(Setting setting) {
        return options.containsKey(setting) || isTrue(setting, variable(setting.variable()));
    }

    /** The variable's value, empty where it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Whether the command has an option for {@code setting}; a variable may be set for the sake of others. */
    public boolean takes(Setting setting) {
        return command.filter(named -> named.allSettings().contains(setting)).isPresent();
    }

    /** Refuses what was asked of the command. */
    public UsageException misused(String reason) {
        return new UsageException(command, reason);
    }

    /** Refuses the value of {@code setting}, saying where it came from. */
    public UsageException invalid(Setting setting, String reason) {
        String origin = options.containsKey(setting) ? "" : " (from " + setting.variable() + ")";
        Optional<CommandSyntax> owner = CommandSyntax.COMMON.contains(setting) ? Optional.empty() : command;
        return new UsageException(owner, "Invalid value for " + setting.quotedNames() + origin + ": " + reason);
    }

    private boolean isTrue(Setting setting, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> true;
            case "", "0", "false", "no", "off" -> false;
            default -> throw invalid(setting, "'" + text + "' is neither true nor false.");
        };
    }
}
