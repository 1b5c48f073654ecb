package io.migri.core.foreign.reading;

import io.migri.api.Migration;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The order of tools that go by the number a file's name begins with, where a plain run goes by its characters. */
public final class Numbers {
    private static final int LONGEST = 40;

    private Numbers() {}

    /** The first two of {@code files} that a plain run would take in another order than {@code tool}; empty where it would not. */
    public static Optional<Conflict> disorder(String tool, List<Migration> files) {
        Migration before = null;
        for (Migration file : files) {
            if (number(file.name()).isEmpty()) {
                continue;
            }
            if (before != null && compare(number(before.name()), number(file.name())) > 0) {
                return Optional.of(disorder(tool, before, file));
            }
            before = file;
        }
        return Optional.empty();
    }

    /** {@code before} comes first in a plain run only. */
    public static Conflict disorder(String tool, Migration before, Migration after) {
        String message = before.fileName() + " is written for " + tool + ", which applies it after " + after.fileName()
                + "; a plain run would apply it first";
        return new Conflict(before, 1, "", message, false);
    }

    /** The numbers at the start of {@code text}, one behind the other with dots or underscores between them. */
    public static List<BigInteger> version(String text) {
        List<BigInteger> parts = new ArrayList<>();
        int start = 0;
        while (digits(text, start) > start) {
            int end = digits(text, start);
            parts.add(new BigInteger(text.substring(start, end)));
            start = end + 1;
            if (end >= text.length() || (text.charAt(end) != '.' && text.charAt(end) != '_')) {
                break;
            }
        }
        return parts;
    }

    /** That at the start alone; empty where there is none. */
    private static List<BigInteger> number(String name) {
        int end = digits(name, 0);
        return end == 0 ? List.of() : List.of(new BigInteger(name.substring(0, end)));
    }

    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < LONGEST && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Missing parts count as zero. */
    public static int compare(List<BigInteger> left, List<BigInteger> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int compared = part(left, i).compareTo(part(right, i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static BigInteger part(List<BigInteger> version, int index) {
        return index < version.size() ? version.get(index) : BigInteger.ZERO;
    }
}
