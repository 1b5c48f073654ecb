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
 * every option that it is told about costs time at the start.
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
        String word = arguments.get(place);
        Command command = Command.of(word).orElseThrow(() -> new UsageException("No such command '" + word + "'."));
        List<String> options = new ArrayList<>(arguments);
        options.remove(place);
        return parse(Optional.of(command), options, place);
    }

    /** Where the command's name stands, or -1. */
    private static int commandPlace(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-") || argument.equals("-")) {
                return i;
            }
            if (argument.equals("--")) {
                return i + 1 < arguments.size() ? i + 1 : -1;
            }
            if (valueFollows(argument)) {
                i++;
            }
        }
        return -1;
    }

    private static boolean valueFollows(String argument) {
        for (Setting setting : Setting.values()) {
            if (setting.takesValue() && setting.names().contains(argument)) {
                return true;
            }
        }
        return false;
    }

    /** @param place of the command's name: what stands from there on belongs to the command */
    private Invocation parse(Optional<Command> command, List<String> arguments, int place) {
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
        if (!result.unmatched().isEmpty()) {
            throw unknown(result.unmatched().get(0), command, arguments, place);
        }
        return new Invocation(command, given(options, result), environment);
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
                .setOverwrittenOptionsAllowed(true)
                .setUnmatchedArgumentsAllowed(true);
        try {
            return parser.parseArgs(arguments.toArray(String[]::new));
        } catch (MissingParameterException e) {
            String last = arguments.get(arguments.size() - 1);
            throw new UsageException(command, "Option '" + last + "' requires an argument.");
        } catch (ParameterException e) {
            throw new UsageException(command, String.valueOf(e.getMessage()));
        }
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
        if (!argument.startsWith("-") || argument.equals("-")) {
            return new UsageException(owner, "Got unexpected extra argument (" + argument + ")");
        }
        String name = name(argument);
        if (isFlag(name)) {
            return new UsageException(owner, "Option '" + name + "' does not take a value.");
        }
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

    private static boolean isFlag(String name) {
        for (Setting setting : Setting.values()) {
            if (!setting.takesValue() && setting.names().contains(name)) {
                return true;
            }
        }
        return false;
    }
}
