package io.migri.cli.arguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the options of a command line in which each is spelled out: {@code -n app}, {@code --db-name app}, {@code --db-name=app}. Nearly
 * all are. The others, as {@code -napp}, and all mistakes are left to picocli, whose hundred classes would cost more than a run with
 * nothing to do. What both understand, they read alike.
 */
final class PlainArguments {
    private final Map<String, Setting> known;
    private final Map<Setting, List<String>> given = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    private PlainArguments(Map<String, Setting> known) {
        this.known = known;
    }

    /**
     * Returns what was given, or nothing if it takes more to read {@code arguments}.
     *
     * @param settings those that may be given
     * @param takesNames whether what is no option is a name
     */
    static Optional<PlainArguments> read(List<Setting> settings, boolean takesNames, List<String> arguments) {
        PlainArguments read = new PlainArguments(Setting.spellings(settings));
        return read.all(takesNames, arguments) ? Optional.of(read) : Optional.empty();
    }

    private boolean all(boolean takesNames, List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            Setting setting = known.get(argument);
            if (setting == null) {
                if (!attached(argument) && !(takesNames && name(argument))) {
                    return false;
                }
            } else if (!setting.takesValue()) {
                given.put(setting, List.of(setting.implied()));
            } else if (++i < arguments.size() && !arguments.get(i).equals("--")) {
                add(setting, arguments.get(i));
            } else {
                return false;
            }
        }
        return true;
    }

    /** Takes {@code --option=value}. */
    private boolean attached(String argument) {
        int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        Setting setting = equals < 0 ? null : known.get(argument.substring(0, equals));
        if (setting == null || !setting.hasValue()) {
            return false;
        }
        String value = argument.substring(equals + 1);
        if (setting.takesValue()) {
            add(setting, value);
        } else {
            given.put(setting, List.of(value));
        }
        return true;
    }

    /** Whether it cannot be a name; a dash alone can. */
    static boolean isOption(String argument) {
        return argument.startsWith("-") && !argument.equals("-");
    }

    private boolean name(String argument) {
        return !argument.startsWith("-") && names.add(argument);
    }

    private void add(Setting setting, String value) {
        List<String> values = given.get(setting);
        if (values == null) {
            values = new ArrayList<>(1);
            given.put(setting, values);
        }
        values.add(value);
    }

    /** The values of the options that were given, in order; a flag's value is empty. */
    Map<Setting, List<String>> given() {
        return given;
    }

    /** What is no option, in order. */
    List<String> names() {
        return names;
    }
}
