package io.migri.cli;

/** What {@code --output} says. */
final class OutputFormat {

    private OutputFormat() {}

    /**
     * Whether standard output is one JSON document.
     *
     * @throws UsageException where it is no format
     */
    static boolean isJson(Invocation invocation) {
        String format = invocation.value(Setting.OUTPUT).orElse("text");
        return switch (format) {
            case "json" -> true;
            case "text" -> false;
            default -> throw invocation.invalid(Setting.OUTPUT, "'" + format + "' is neither 'text' nor 'json'.");
        };
    }
}
