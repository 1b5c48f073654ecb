package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import java.util.Optional;

/** What {@code --output} says. */
public final class OutputFormat {

    private static final String JSON = "json";
    private static final String STREAM = "ndjson";

    private OutputFormat() {}

    /**
     * Whether standard output is one JSON document, or ends with one.
     *
     * @throws UsageException where it is no format
     */
    public static boolean isJson(Invocation invocation) {
        String format = invocation.value(Setting.OUTPUT).orElse("text");
        return switch (format) {
            case JSON, STREAM -> true;
            case "text" -> false;
            default ->
                throw invocation.invalid(Setting.OUTPUT, "'" + format + "' is not one of 'text', 'json', 'ndjson'.");
        };
    }

    /** Whether a run also tells its events, a document each. What does not run migrations has none. */
    public static boolean isStream(Invocation invocation) {
        return isStream(invocation.value(Setting.OUTPUT));
    }

    /** The same as {@link #isJson} of a word that may make no sense. */
    public static boolean isJson(Optional<String> format) {
        return format.filter(word -> word.equals(JSON) || word.equals(STREAM)).isPresent();
    }

    /** The same as {@link #isStream(Invocation)} of a word that may make no sense. */
    public static boolean isStream(Optional<String> format) {
        return format.filter(STREAM::equals).isPresent();
    }
}
