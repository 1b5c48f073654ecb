package io.migri.cli.arguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a command line that may have a value, and have it attached: {@code --wait}, {@code --wait=30s}. Picocli would take the next
 * argument for the value.
 *
 * @param given the value of each; the last one counts
 * @param others the arguments without them, in order
 */
record AttachedValues(Map<Setting, List<String>> given, List<String> others) {

    static AttachedValues of(List<Setting> settings, List<String> arguments) {
        Map<String, Setting> spellings = Setting.spellings(settings);
        Map<Setting, List<String>> given = new HashMap<>();
        List<String> others = new ArrayList<>();
        boolean isValue = false;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            Setting setting = spellings.get(equals < 0 ? argument : argument.substring(0, equals));
            if (isValue || setting == null || setting.implied().isEmpty()) {
                others.add(argument);
                Setting before = isValue ? null : spellings.get(argument);
                isValue = before != null && before.takesValue();
            } else {
                given.put(setting, List.of(equals < 0 ? setting.implied() : argument.substring(equals + 1)));
            }
        }
        return new AttachedValues(given, others);
    }

    /** What to do about an argument that nobody has asked for, where it may be the value of the option before it. */
    static String hint(String argument, List<String> arguments) {
        int place = arguments.indexOf(argument);
        String before = place > 0 ? arguments.get(place - 1) : "";
        Setting setting = Setting.spellings(List.of(Setting.values())).get(before);
        return setting == null || setting.implied().isEmpty() ? "" : ". Write " + before + "=" + argument + ".";
    }
}
