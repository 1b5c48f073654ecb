package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import java.util.Locale;

/** How much is told on standard error. */
public enum LogLevel {
    DEBUG,
    INFO,
    ERROR;

    /** Python's names, which migri 0.7 took, and those that other programs put into {@code LOG_LEVEL}. */
    public static LogLevel of(Invocation invocation) {
        String text = invocation.value(Setting.LOG_LEVEL).orElse("error");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "trace", "debug", "notset" -> DEBUG;
            case "info", "notice" -> INFO;
            case "warn", "warning", "error", "critical", "fatal", "off" -> ERROR;
            default ->
                throw invocation.invalid(
                        Setting.LOG_LEVEL,
                        "'" + text + "' is not one of 'debug', 'info', 'warning', 'error', 'critical'.");
        };
    }
}
