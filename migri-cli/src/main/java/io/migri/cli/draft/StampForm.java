package io.migri.cli.draft;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A form of points in time at the beginning of file names. All are in UTC.
 *
 * @param shape how it looks, with 0 for each digit
 * @param pattern as of {@link DateTimeFormatter}; empty for a number of units since 1970
 * @param unit the smallest step
 */
record StampForm(String shape, String pattern, ChronoUnit unit) {
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2199;

    /** The longest first, since short ones begin long ones. */
    private static final List<StampForm> ALL = List.of(
            new StampForm("0000-00-00-000000", "uuuu-MM-dd-HHmmss", ChronoUnit.SECONDS),
            new StampForm("0000_00_00_000000", "uuuu_MM_dd_HHmmss", ChronoUnit.SECONDS),
            new StampForm("00000000000000000", "uuuuMMddHHmmssSSS", ChronoUnit.MILLIS),
            new StampForm("00000000-000000", "uuuuMMdd-HHmmss", ChronoUnit.SECONDS),
            new StampForm("00000000_000000", "uuuuMMdd_HHmmss", ChronoUnit.SECONDS),
            new StampForm("00000000T000000", "uuuuMMdd'T'HHmmss", ChronoUnit.SECONDS),
            new StampForm("00000000000000", "uuuuMMddHHmmss", ChronoUnit.SECONDS),
            new StampForm("0000000000000", "", ChronoUnit.MILLIS),
            new StampForm("000000000000", "uuuuMMddHHmm", ChronoUnit.MINUTES),
            new StampForm("0000000000", "", ChronoUnit.SECONDS),
            new StampForm("0000-00-00", "uuuu-MM-dd", ChronoUnit.DAYS),
            new StampForm("0000_00_00", "uuuu_MM_dd", ChronoUnit.DAYS),
            new StampForm("00000000", "uuuuMMdd", ChronoUnit.DAYS));

    /** The form that {@code text} begins with. */
    static Optional<StampForm> at(String text) {
        return ALL.stream()
                .filter(form -> form.fits(text) && form.isTime(text.substring(0, form.shape.length())))
                .findFirst();
    }

    private boolean fits(String text) {
        int end = shape.length();
        if (text.length() < end || (text.length() > end && isDigit(text.charAt(end)))) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (shape.charAt(i) == '0' ? !isDigit(text.charAt(i)) : shape.charAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private boolean isTime(String stamp) {
        try {
            int year = time(stamp).atOffset(ZoneOffset.UTC).getYear();
            return year >= FIRST_YEAR && year <= LAST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** @throws DateTimeException where it is none, such as a 13th month */
    private Instant time(String stamp) {
        if (pattern.isEmpty()) {
            return Instant.EPOCH.plus(Long.parseLong(stamp), unit);
        }
        return LocalDateTime.parse(stamp, formatter()).toInstant(ZoneOffset.UTC);
    }

    private DateTimeFormatter formatter() {
        DateTimeFormatterBuilder whole = new DateTimeFormatterBuilder().appendPattern(pattern);
        if (unit == ChronoUnit.DAYS) {
            whole.parseDefaulting(ChronoField.SECOND_OF_DAY, 0);
        }
        return whole.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Whether several files of one stamp are nothing to wonder at. */
    boolean isShared() {
        return unit == ChronoUnit.DAYS;
    }

    /** That of {@code now}, or one step behind {@code last} if the clock is not: never a taken one, but for days. */
    String after(String last, Instant now) {
        Instant least = isShared() ? time(last) : time(last).plus(unit.getDuration());
        Instant next = now.isBefore(least) ? least : now;
        return pattern.isEmpty()
                ? Long.toString(unit.between(Instant.EPOCH, next))
                : formatter().format(next.atOffset(ZoneOffset.UTC));
    }
}
