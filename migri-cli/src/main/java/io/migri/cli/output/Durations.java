package io.migri.cli.output;

import java.time.Duration;
import java.util.Optional;

/** Durations as people write and read them. */
public final class Durations {
    private static final long MAXIMUM_MILLIS = Duration.ofDays(365).toMillis();

    private Durations() {}

    /** Reads {@code 500ms}, {@code 60s}, {@code 2m}, {@code 1h} or a plain number of seconds; empty where it is none of these. */
    public static Optional<Duration> parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        long unit = millisPer(text.substring(digits));
        if (digits == 0 || digits > 15 || unit == 0) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        return number > MAXIMUM_MILLIS / unit ? Optional.empty() : Optional.of(Duration.ofMillis(number * unit));
    }

    private static long millisPer(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s", "" -> 1000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 0;
        };
    }

    /** Writes {@code 12 ms}, {@code 1.2 s} or {@code 2 min 5 s}. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return millis / 1000 + "." + millis % 1000 / 100 + " s";
        }
        return millis / 60_000 + " min " + millis % 60_000 / 1000 + " s";
    }

    /** Writes whole seconds, for texts that are redrawn. */
    public static String seconds(Duration duration) {
        return duration.toSeconds() < 60 ? duration.toSeconds() + " s" : text(duration);
    }
}
