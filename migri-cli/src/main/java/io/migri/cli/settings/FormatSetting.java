package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;

/** What {@code --format} says. */
public final class FormatSetting {

    private FormatSetting() {}

    /**
     * Whether the files are taken as they are, whatever they look like.
     *
     * @throws UsageException where it is no format
     */
    public static boolean isPlain(Invocation invocation) {
        String format = invocation.value(Setting.FORMAT).orElse("auto");
        if (!format.equals("plain") && !format.equals("auto")) {
            throw invocation.invalid(Setting.FORMAT, "'" + format + "' is neither 'plain' nor 'auto'.");
        }
        return format.equals("plain");
    }
}
