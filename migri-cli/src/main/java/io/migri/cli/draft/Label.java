package io.migri.cli.draft;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number at the beginning of a file's name.
 *
 * @param letter in front of it, as in {@code V1__a}; mostly empty
 * @param number as it is written: digits, or a point in time
 * @param form of the point in time; empty where it is counted
 * @param separator what stands between the number and the rest; empty where there is no rest
 * @param rest of the name
 */
record Label(String letter, String number, Optional<StampForm> form, String separator, String rest) {
    /** So that a number and a step fit into a long. */
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,17}(?![0-9])");

    private static final Pattern SEPARATOR = Pattern.compile("[_\\-. ]+");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z](?=[0-9])");

    /** That of a name without its extension; empty where it has none. A version such as {@code 1.2} is none. */
    static Optional<Label> of(String name) {
        Matcher first = LETTER.matcher(name);
        String letter = first.lookingAt() ? first.group() : "";
        String text = name.substring(letter.length());
        Optional<StampForm> form = StampForm.at(text);
        Matcher count = COUNT.matcher(text);
        int end = form.map(stamp -> stamp.shape().length()).orElseGet(() -> count.lookingAt() ? count.end() : 0);
        if (end == 0) {
            return Optional.empty();
        }
        Matcher between = SEPARATOR.matcher(text).region(end, text.length());
        String separator = between.lookingAt() ? between.group() : "";
        String rest = text.substring(end + separator.length());
        boolean version = separator.equals(".") && !rest.isEmpty() && Character.isDigit(rest.charAt(0));
        return version || (separator.isEmpty() && !rest.isEmpty())
                ? Optional.empty()
                : Optional.of(new Label(letter, text.substring(0, end), form, separator, rest));
    }

    /** Whether the two are counted in the same way, so that they can be compared. */
    boolean isLike(Label other) {
        return letter.equals(other.letter) && form.equals(other.form);
    }

    boolean isPadded() {
        return form.isEmpty() && number.length() > 1 && number.startsWith("0");
    }

    /** What it counts, where it is counted. */
    long count() {
        return Long.parseLong(number);
    }

    /** Whether no second file may have it. */
    boolean isTakenBy(Label other) {
        return isLike(other)
                && form.map(stamp -> !stamp.isShared() && number.equals(other.number))
                        .orElseGet(() -> count() == other.count());
    }
}
