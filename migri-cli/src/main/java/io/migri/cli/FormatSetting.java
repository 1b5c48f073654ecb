package io.migri.cli;

/** What {@code --format} says. */
final class FormatSetting {

    private FormatSetting() {}

    /**
     * Whether the files are taken as they are, whatever they look like.
     *
     * @throws UsageException where it is no format
     */
    static boolean isPlain(Invocation invocation) {
        String format = invocation.value(Setting.FORMAT).orElse("auto");
        if (!format.equals("plain") && !format.equals("auto")) {
            throw invocation.invalid(Setting.FORMAT, "'" + format + "' is neither 'plain' nor 'auto'.");
        }
        return format.equals("plain");
    }
}
