package io.migri.dialect.sqlite.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates in the text form of Python's {@code datetime}, {@code 2022-02-20 10:11:12.131415+00:00}, and in others that a database may
 * hold. Written without formatters, and read without {@link java.time.LocalDate}, which needs them: they take a while to load at
 * every start.
 */
final class SqliteTimestamps {
    private static final long LARGEST_IN_SECONDS = 100_000_000_000L;
    private static final int SECONDS_A_DAY = 86_400;
    private static final int DAYS_IN_400_YEARS = 146_097;
    private static final int DAYS_FROM_MARCH_OF_0_TO_1970 = 719_468;

    private SqliteTimestamps() {}

    /** As Python writes it: the fraction has six digits or is left out. */
    static String format(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(32);
        append(text, time.getYear(), 4).append('-');
        append(text, time.getMonthValue(), 2).append('-');
        append(text, time.getDayOfMonth(), 2).append(' ');
        append(text, time.getHour(), 2).append(':');
        append(text, time.getMinute(), 2).append(':');
        append(text, time.getSecond(), 2);
        int micros = time.getNano() / 1000;
        if (micros > 0) {
            append(text.append('.'), micros, 6);
        }
        return text.append("+00:00").toString();
    }

    /** Empty where {@code text} is no date. Without an offset it is UTC; a number counts seconds or milliseconds since 1970. */
    static Optional<Instant> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            String trimmed = text.strip();
            return Optional.of(isNumber(trimmed) ? ofNumber(Long.parseLong(trimmed)) : ofText(trimmed));
        } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant ofNumber(long number) {
        return Math.abs(number) < LARGEST_IN_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private static Instant ofText(String text) {
        require(text.charAt(4) == '-' && text.charAt(7) == '-');
        long midnight = SECONDS_A_DAY * epochDay(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        if (text.length() == 10) {
            return Instant.ofEpochSecond(midnight);
        }
        require(text.charAt(10) == ' ' || text.charAt(10) == 'T');
        int offsetAt = indexOfOffset(text);
        String time = text.substring(11, offsetAt).strip();
        int offset = offset(text.substring(offsetAt).strip());
        return Instant.ofEpochSecond(midnight + secondOfDay(time) - offset, nanos(time));
    }

    /** Years are counted from March on, so that the day which only some have is the last. */
    private static long epochDay(int year, int month, int day) {
        require(month >= 1 && month <= 12 && day >= 1 && day <= days(year, month));
        int years = month > 2 ? year : year - 1;
        int ofCycle = Math.floorMod(years, 400);
        int ofYear = (153 * Math.floorMod(month - 3, 12) + 2) / 5 + day - 1;
        int ofDays = ofCycle * 365 + ofCycle / 4 - ofCycle / 100 + ofYear;
        return Math.floorDiv(years, 400) * (long) DAYS_IN_400_YEARS + ofDays - DAYS_FROM_MARCH_OF_0_TO_1970;
    }

    private static int days(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static int secondOfDay(String text) {
        require(text.charAt(2) == ':' && (text.length() == 5 || text.charAt(5) == ':'));
        int hour = number(text, 0, 2);
        int minute = number(text, 3, 5);
        int second = text.length() == 5 ? 0 : number(text, 6, 8);
        require(hour < 24 && minute < 60 && second < 60);
        return (hour * 60 + minute) * 60 + second;
    }

    private static int nanos(String text) {
        if (text.length() <= 8) {
            return 0;
        }
        require(text.charAt(8) == '.');
        int digits = text.length() - 9;
        require(digits > 0 && digits <= 9);
        int nanos = number(text, 9, text.length());
        for (int i = digits; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int indexOfOffset(String text) {
        for (int i = 11; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '+' || character == '-' || character == 'Z' || character == 'z') {
                return i;
            }
        }
        return text.length();
    }

    /** In seconds. */
    private static int offset(String text) {
        return text.isEmpty() || text.equals("+00:00")
                ? 0
                : ZoneOffset.of(text.replace('z', 'Z')).getTotalSeconds();
    }

    private static boolean isNumber(String text) {
        for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            require(isDigit(text.charAt(i)));
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new DateTimeException("not a date");
        }
    }

    private static StringBuilder append(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}
