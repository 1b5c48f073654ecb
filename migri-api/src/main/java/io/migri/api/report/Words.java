package io.migri.api.report;

import java.util.Locale;
import java.util.OptionalLong;

/** How names, numbers and sizes are written, so that a person and a program read the same. */
final class Words {
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};
    private static final long MILLION = 1_000_000;
    private static final long BILLION = 1_000_000_000;
    /** Below this an estimate is as good as exact. */
    private static final long FEW = 10_000;

    private Words() {}

    static String count(OptionalLong touched) {
        return touched.isEmpty() ? "many " : number(touched.getAsLong()) + " ";
    }

    static String in(String detail) {
        return detail.isEmpty() ? "" : " (" + detail + ")";
    }

    static String quoted(String name) {
        return "`" + name + "`";
    }

    static String rows(long rows) {
        return rows == 1 ? "1 row" : (rows < FEW ? "" : "about ") + number(rows) + " rows";
    }

    private static String number(long rows) {
        if (rows >= BILLION) {
            return scaled((double) rows / BILLION) + " billion";
        }
        return rows >= MILLION ? scaled((double) rows / MILLION) + " million" : String.format(Locale.ROOT, "%,d", rows);
    }

    static String bytes(long size) {
        double left = size;
        int unit = 0;
        while (left >= 1024 && unit < UNITS.length - 1) {
            left /= 1024;
            unit++;
        }
        return (unit == 0 ? Long.toString(size) : scaled(left)) + " " + UNITS[unit];
    }

    private static String scaled(double number) {
        String text = String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
