package io.migri.api.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What effects are called, so that a person and a program read the same. */
final class Words {
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};
    private static final long MILLION = 1_000_000;
    private static final long BILLION = 1_000_000_000;
    /** Below this an estimate is as good as exact. */
    private static final long FEW = 10_000;

    private Words() {}

    static String describe(Effect effect) {
        String blocking = effect.blocks() == Blocking.NOTHING
                ? ""
                : "; " + effect.blocks().words();
        return switch (effect.kind()) {
            case LOCK -> "locks " + name(effect) + " (" + effect.detail() + ") until the transaction ends" + blocking;
            case REHEARSED_DIFFERENTLY -> "rehearsed differently: " + effect.detail();
            case NOT_REHEARSED -> "not rehearsed: " + effect.detail();
            default -> work(effect) + blocking;
        };
    }

    static String work(Effect effect) {
        return switch (effect.kind()) {
            case REWRITE -> "rewrites " + sized(effect) + in(effect.detail());
            case REBUILD ->
                "rebuilds " + sized(effect)
                        + (effect.detail().isEmpty() ? "" : " by way of " + quoted(effect.detail()));
            case SCAN -> "reads all of " + sized(effect) + in(effect.detail());
            case INDEX_BUILD -> "builds the index " + quoted(effect.detail()) + " on " + sized(effect);
            case VALIDATION -> "checks all rows of " + sized(effect) + " for " + quoted(effect.detail());
            case ALGORITHM -> "needs " + effect.detail() + " for " + sized(effect);
            case MASS_CHANGE -> "changes " + count(effect.touched()) + "rows of " + sized(effect);
            case TRUNCATION -> "removes all rows of " + sized(effect);
            case REMOVAL -> "removes " + sized(effect);
            case LOSS -> effect.detail() + " of " + sized(effect);
            case COMMIT -> "commits, so that a failure later on does not undo it";
            case GROWTH -> "makes the database " + bytes(effect.bytes().orElse(0)) + " larger";
            case SEQUENCE -> "advances the sequence " + name(effect) + in(effect.detail());
            case LOCK -> "locks " + name(effect);
            case REHEARSED_DIFFERENTLY, NOT_REHEARSED -> effect.detail();
        };
    }

    private static String count(OptionalLong touched) {
        return touched.isEmpty() ? "many " : number(touched.getAsLong()) + " ";
    }

    private static String in(String detail) {
        return detail.isEmpty() ? "" : " (" + detail + ")";
    }

    static String name(Effect effect) {
        return effect.relation().isEmpty() ? "the database" : quoted(effect.relation());
    }

    static String quoted(String name) {
        return "`" + name + "`";
    }

    /** Such as {@code `orders` (118 GB, about 900 million rows)}. */
    private static String sized(Effect effect) {
        List<String> parts = new ArrayList<>();
        if (effect.onEmptyTable()) {
            parts.add("empty");
        } else {
            effect.bytes().ifPresent(size -> parts.add(bytes(size)));
            effect.rows().ifPresent(rows -> parts.add(rows(rows)));
        }
        return name(effect) + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    private static String rows(long rows) {
        return rows == 1 ? "1 row" : (rows < FEW ? "" : "about ") + number(rows) + " rows";
    }

    private static String number(long rows) {
        if (rows >= BILLION) {
            return scaled((double) rows / BILLION) + " billion";
        }
        return rows >= MILLION ? scaled((double) rows / MILLION) + " million" : String.format(Locale.ROOT, "%,d", rows);
    }

    private static String bytes(long size) {
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
