package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;

/** What {@code --output} says. */
public final class OutputFormat {

    private OutputFormat() {}

    /**
     * Whether standard output is one JSON document.
     *
     * @throws UsageException where it is no format
     */
    public static boolean isJson(Invocation invocation) {
        String format = invocation.value(Setting.OUTPUT).orElse("text");
        return switch (format) {
            case "json" -> true;
            case "text" -> false;
            default -> throw invocation.invalid(Setting.OUTPUT, "'" + format + "' is neither 'text' nor 'json'.");
        };
    }
}
