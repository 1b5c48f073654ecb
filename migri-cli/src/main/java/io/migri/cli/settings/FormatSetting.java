package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;

/** What {@code --format} says. */
public final class FormatSetting {

    private FormatSetting() {}

    /**
     * Whose the files are: {@code auto}, {@code plain}, or the name of a tool. Plug-ins know which tools there are.
     *
     * @throws UsageException where it cannot be a name
     */
    public static String of(Invocation invocation) {
        String format = invocation.value(Setting.FORMAT).orElse("auto");
        if (!isName(format)) {
            throw invocation.invalid(
                    Setting.FORMAT, "'" + format + "' is neither 'plain' nor 'auto' nor the name of a tool.");
        }
        return format;
    }

    private static boolean isName(String format) {
        for (int i = 0; i < format.length(); i++) {
            if (!Character.isLetterOrDigit(format.charAt(i)) && format.charAt(i) != '-') {
                return false;
            }
        }
        return !format.isEmpty();
    }

    /** Whether the files are taken as they are, whatever they look like. */
    public static boolean isPlain(Invocation invocation) {
        return of(invocation).equals("plain");
    }
}
