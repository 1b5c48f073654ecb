package io.migri.cli.arguments;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads options in every form that they can have, such as {@code -napp}, and tells what is wrong with them. */
final class PicocliArguments {
    private final Optional<CommandSyntax> command;
    private final int place;

    /** @param place of the command's name: what stands from there on belongs to the command */
    PicocliArguments(Optional<CommandSyntax> command, int place) {
        this.command = command;
        this.place = place;
    }

    /**
     * Returns the values of the options that were given, in order; a flag's value is empty.
     *
     * @param names gets what is no option, in front of what it holds
     */
    Map<Setting, List<String>> read(List<Setting> settings, List<String> arguments, List<String> names) {
        CommandSpec spec = CommandSpec.create();
        Map<Setting, OptionSpec> options = new EnumMap<>(Setting.class);
        for (Setting setting : settings) {
            if (setting.implied().isEmpty()) {
                OptionSpec option = option(setting);
                options.put(setting, option);
                spec.addOption(option);
            }
        }
        AttachedValues attached = AttachedValues.of(settings, arguments);
        ParseResult result = parse(spec, attached.others());
        int position = 0;
        for (String argument : result.unmatched()) {
            if (PlainArguments.isOption(argument)
                    || command.filter(CommandSyntax::takesNames).isEmpty()) {
                throw unknown(argument, arguments);
            }
            names.add(position++, argument);
        }
        Map<Setting, List<String>> given = given(options, result);
        given.putAll(attached.given());
        return given;
    }

    static OptionSpec option(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.names().toArray(String[]::new));
        return setting.hasValue()
                ? option.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity(setting.takesValue() ? "1" : "0..1")
                        .build()
                : option.type(boolean.class).arity("0").build();
    }

    private ParseResult parse(CommandSpec spec, List<String> arguments) {
        CommandLine parser = new CommandLine(spec)
                .setExpandAtFiles(false)
                .setAllowOptionsAsOptionParameters(true)
                .setOverwrittenOptionsAllowed(true)
                .setUnmatchedArgumentsAllowed(true);
        try {
            return parser.parseArgs(arguments.toArray(String[]::new));
        } catch (MissingParameterException e) {
            String last = arguments.get(arguments.size() - 1);
            throw new UsageException(command, "Option '" + last + "' requires an argument.");
        } catch (ParameterException e) {
            throw new UsageException(command, "Option " + flagWithValue(arguments) + " does not take a value.");
        }
    }

    /** The only other mistake that there is. Not in picocli's words, which repeat what was typed. */
    private static String flagWithValue(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith("--") && argument.indexOf('=') > 0)
                .map(PicocliArguments::name)
                .filter(PicocliArguments::isFlag)
                .map(name -> "'" + name + "'")
                .findFirst()
                .orElse("that is a flag");
    }

    private static boolean isFlag(String name) {
        Setting setting = Setting.spellings(List.of(Setting.values())).get(name);
        return setting != null && !setting.hasValue();
    }

    private static Map<Setting, List<String>> given(Map<Setting, OptionSpec> options, ParseResult result) {
        Map<Setting, List<String>> given = new EnumMap<>(Setting.class);
        options.forEach((setting, option) -> {
            if (result.hasMatchedOption(option)) {
                given.put(setting, setting.takesValue() ? List.copyOf(option.originalStringValues()) : List.of(""));
            }
        });
        return given;
    }

    private UsageException unknown(String argument, List<String> arguments) {
        Optional<CommandSyntax> owner = arguments.indexOf(argument) >= place ? command : Optional.empty();
        String value = PlainArguments.isOption(argument) ? argument.substring(argument.indexOf('=') + 1) : argument;
        if (UrlHint.isUrl(value)) {
            return new UsageException(owner, UrlHint.sentence(value));
        }
        if (!PlainArguments.isOption(argument)) {
            return new UsageException(
                    owner,
                    "Got unexpected extra argument (" + argument + ")" + AttachedValues.hint(argument, arguments));
        }
        String name = name(argument);
        return new UsageException(owner, "No such option: " + name + Spelling.suggestion(name, command));
    }

    /** The option alone, because what is attached to it may be a password. */
    private static String name(String argument) {
        if (!argument.startsWith("--")) {
            return argument.substring(0, 2);
        }
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }
}
