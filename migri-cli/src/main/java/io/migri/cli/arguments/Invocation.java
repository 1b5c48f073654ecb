package io.migri.cli.arguments;

import io.migri.api.text.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asked for: options, the environment where they are silent, and files where that is silent, too. An option wins over its
 * variable; one that is given with an empty value means "none". An empty variable counts as unset.
 *
 * @param command empty where none was named
 * @param names the migrations that were named, in order
 * @param options the values of the options that were given, in order; a flag's value is empty
 * @param layers files, in the order in which they are asked
 */
public record Invocation(
        Optional<CommandSyntax> command,
        List<String> names,
        Map<Setting, List<String>> options,
        Map<String, String> environment,
        List<Layer> layers) {

    /** One without files. */
    Invocation(
            Optional<CommandSyntax> command,
            List<String> names,
            Map<Setting, List<String>> options,
            Map<String, String> environment) {
        this(command, names, options, environment, List.of());
    }

    /** The same, with files behind it. */
    public Invocation with(List<Layer> files) {
        return new Invocation(command, names, options, environment, files);
    }

    /** The same, with this option in addition. */
    public Invocation with(Setting setting, String value) {
        Map<Setting, List<String>> more = new HashMap<>(options);
        more.put(setting, List.of(value));
        return new Invocation(command, names, more, environment, layers);
    }

    /** What was said of {@code setting}, wherever that was. What says which database is meant is not to be asked here. */
    public Optional<String> value(Setting setting) {
        Optional<String> given = given(setting);
        return given.isPresent() || options.containsKey(setting) ? given : layered(setting);
    }

    /** The same, of options and the environment alone. */
    public Optional<String> given(Setting setting) {
        List<String> given = options.get(setting);
        String value = given == null ? variable(setting.variable()) : given.get(given.size() - 1);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private Optional<String> layered(Setting setting) {
        for (Layer layer : layers) {
            Optional<String> value = layer.value(setting);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** Every value that an option or its variable has, which can be repeated. */
    public List<String> values(Setting setting) {
        List<String> given = options.get(setting);
        return given == null ? variable(setting.variable()).lines().toList() : given;
    }

    /** Whether a setting that takes no value is on. */
    public boolean on(Setting setting) {
        return options.containsKey(setting) || isTrue(setting, value(setting).orElse(""));
    }

    /** The environment variable's value, empty where it is not set. */
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
        return invalid(setting, place(setting), reason);
    }

    /** Refuses the value of {@code setting} that came from {@code place}. The option itself, and "", are not told. */
    public UsageException invalid(Setting setting, String place, String reason) {
        boolean typed = place.isEmpty() || setting.names().contains(place);
        String origin = typed ? "" : " (from " + Printable.line(place) + ")";
        Optional<CommandSyntax> owner = CommandSyntax.COMMON.contains(setting) ? Optional.empty() : command;
        return new UsageException(owner, "Invalid value for " + setting.quotedNames() + origin + ": " + reason);
    }

    /** Where the value of {@code setting} was said: the option, the variable, or a line of a file. */
    public String place(Setting setting) {
        if (options.containsKey(setting)) {
            return setting.names().get(0);
        }
        if (variable(setting.variable()).isEmpty()) {
            for (Layer layer : layers) {
                if (!layer.values(setting).isEmpty()) {
                    return layer.place(setting);
                }
            }
        }
        return setting.variable();
    }

    private boolean isTrue(Setting setting, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> true;
            case "", "0", "false", "no", "off" -> false;
            default -> throw invalid(setting, "'" + text + "' is neither true nor false.");
        };
    }
}
