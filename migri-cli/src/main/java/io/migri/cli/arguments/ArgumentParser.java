package io.migri.cli.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the command line. Options stand before or after the command's name; a value may
 * look like an option, as passwords do.
 */
public final class ArgumentParser {
    private final Vocabulary commands;
    private final Map<String, String> environment;

    public ArgumentParser(Vocabulary commands, Map<String, String> environment) {
        this.commands = commands;
        this.environment = environment;
    }

    public Invocation parse(List<String> arguments) {
        int place = commandPlace(arguments);
        if (place < 0) {
            return parse(Optional.empty(), arguments, arguments.size());
        }
        List<String> options = new ArrayList<>(arguments);
        String word = options.remove(place);
        if (commands.isGroup(word) && place < options.size()) {
            word += " " + options.remove(place);
        }
        String name = word;
        return parse(Optional.of(named(name)), options, place);
    }

    /**
     * The command of that name.
     *
     * @throws UsageException where there is none, which says what may be meant
     */
    public CommandSyntax named(String name) {
        return commands.syntax(name).orElseThrow(() -> noCommand(name));
    }

    private UsageException noCommand(String name) {
        return UrlHint.isUrl(name)
                ? new UsageException(UrlHint.sentence(name))
                : new UsageException("No such command '" + name + "'.", CommandHint.of(name, commands));
    }

    /** Where the command's name stands, or -1. */
    private static int commandPlace(List<String> arguments) {
        Map<String, Setting> spellings = Setting.spellings(List.of(Setting.values()));
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                return i + 1 < arguments.size() ? i + 1 : -1;
            }
            if (!PlainArguments.isOption(argument)) {
                return i;
            }
            Setting setting = spellings.get(argument);
            if (setting != null && setting.takesValue()) {
                i++;
            }
        }
        return -1;
    }

    /** @param place of the command's name: what stands from there on belongs to the command */
    private Invocation parse(Optional<CommandSyntax> command, List<String> all, int place) {
        boolean takesNames = command.filter(CommandSyntax::takesNames).isPresent();
        int end = takesNames ? endOfOptions(all, place) : all.size();
        List<String> arguments = all.subList(0, end);
        List<String> names = new ArrayList<>(all.subList(Math.min(all.size(), end + 1), all.size()));
        List<Setting> settings = command.map(CommandSyntax::allSettings).orElse(CommandSyntax.COMMON);
        Optional<PlainArguments> plain = PlainArguments.read(settings, takesNames, arguments);
        if (plain.isPresent()) {
            names.addAll(0, plain.get().names());
            return new Invocation(command, names, plain.get().given(), environment);
        }
        return new Invocation(
                command, names, new PicocliArguments(command, place).read(settings, arguments, names), environment);
    }

    /** Where {@code --} says that only names follow. */
    private static int endOfOptions(List<String> arguments, int place) {
        int dashes = arguments.subList(place, arguments.size()).indexOf("--");
        return dashes < 0 ? arguments.size() : place + dashes;
    }
}
