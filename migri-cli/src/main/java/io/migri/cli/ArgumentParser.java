package io.migri.cli;

import java.util.ArrayList;
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

/**
 * Reads the command line. Options stand before or after the command's name; picocli is shown the chosen command alone, because
 * every option that it is told about costs time at the start. A value may look like an option, as passwords do.
 */
final class ArgumentParser {
    private final Map<String, String> environment;

    ArgumentParser(Map<String, String> environment) {
        this.environment = environment;
    }

    Invocation parse(List<String> arguments) {
        int place = commandPlace(arguments);
        if (place < 0) {
            return parse(Optional.empty(), arguments, arguments.size());
        }
        List<String> options = new ArrayList<>(arguments);
        String word = options.remove(place);
        if (Command.isGroup(word) && place < options.size()) {
            word += " " + options.remove(place);
        }
        String name = word;
        Command command = Command.of(name).orElseThrow(() -> noCommand(name));
        return parse(Optional.of(command), options, place);
    }

    private static UsageException noCommand(String name) {
        return UrlHint.isUrl(name)
                ? new UsageException(UrlHint.sentence(name))
                : new UsageException("No such command '" + name + "'.");
    }

    /** Where the command's name stands, or -1. */
    private static int commandPlace(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                return i + 1 < arguments.size() ? i + 1 : -1;
            }
            if (!isOption(argument)) {
                return i;
            }
            if (spelled(argument).filter(Setting::takesValue).isPresent()) {
                i++;
            }
        }
        return -1;
    }

    private static Optional<Setting> spelled(String option) {
        for (Setting setting : Setting.values()) {
            if (setting.names().contains(option)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && !word.equals("-");
    }

    /** @param place of the command's name: what stands from there on belongs to the command */
    private Invocation parse(Optional<Command> command, List<String> all, int place) {
        int end = command.filter(Command::takesNames).isPresent() ? endOfOptions(all, place) : all.size();
        List<String> arguments = all.subList(0, end);
        List<String> names = new ArrayList<>(all.subList(Math.min(all.size(), end + 1), all.size()));
        List<Setting> settings = new ArrayList<>(Command.COMMON);
        command.ifPresent(chosen -> settings.addAll(chosen.settings()));
        CommandSpec spec = CommandSpec.create();
        Map<Setting, OptionSpec> options = new EnumMap<>(Setting.class);
        for (Setting setting : settings) {
            OptionSpec option = option(setting);
            options.put(setting, option);
            spec.addOption(option);
        }
        ParseResult result = parse(spec, command, arguments);
        int position = 0;
        for (String argument : result.unmatched()) {
            if (isOption(argument) || command.filter(Command::takesNames).isEmpty()) {
                throw unknown(argument, command, arguments, place);
            }
            names.add(position++, argument);
        }
        return new Invocation(command, names, given(options, result), environment);
    }

    /** Where {@code --} says that only names follow. */
    private static int endOfOptions(List<String> arguments, int place) {
        int dashes = arguments.subList(place, arguments.size()).indexOf("--");
        return dashes < 0 ? arguments.size() : place + dashes;
    }

    static OptionSpec option(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.names().toArray(String[]::new));
        return setting.takesValue()
                ? option.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .build()
                : option.type(boolean.class).arity("0").build();
    }

    private static ParseResult parse(CommandSpec spec, Optional<Command> command, List<String> arguments) {
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
                .map(ArgumentParser::name)
                .filter(name ->
                        spelled(name).filter(setting -> !setting.takesValue()).isPresent())
                .map(name -> "'" + name + "'")
                .findFirst()
                .orElse("that is a flag");
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

    private static UsageException unknown(
            String argument, Optional<Command> command, List<String> arguments, int place) {
        Optional<Command> owner = arguments.indexOf(argument) >= place ? command : Optional.empty();
        String value = isOption(argument) ? argument.substring(argument.indexOf('=') + 1) : argument;
        if (UrlHint.isUrl(value)) {
            return new UsageException(owner, UrlHint.sentence(value));
        }
        if (!isOption(argument)) {
            return new UsageException(owner, "Got unexpected extra argument (" + argument + ")");
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
