package io.migri.format.flyway;

import io.migri.api.Migration;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A script whose name is one of Flyway's, such as {@code V1.2__users.sql}.
 *
 * @param prefix {@code V}, {@code U}, {@code R} or {@code B}
 * @param version its numbers; empty for {@code R}
 * @param description what stands behind the two underscores
 * @param file itself
 */
record Script(char prefix, List<BigInteger> version, String description, Migration file) {
    static final Comparator<Script> BY_VERSION = (left, right) -> compare(left.version, right.version);

    private static final String SEPARATOR = "__";
    private static final List<String> EVENTS = List.of("before", "after");

    /** {@code file} as one; empty where it has another name. */
    static Optional<Script> of(Migration file) {
        String name = file.name();
        if (!file.kind().equals("sql") || name.isEmpty() || "VURB".indexOf(name.charAt(0)) < 0) {
            return Optional.empty();
        }
        int separator = name.indexOf(SEPARATOR);
        String version = name.substring(1, separator < 0 ? name.length() : separator);
        String description = separator < 0 ? "" : name.substring(separator + SEPARATOR.length());
        if (name.charAt(0) == 'R') {
            return version.isEmpty() && separator > 0
                    ? Optional.of(new Script('R', List.of(), description, file))
                    : Optional.empty();
        }
        List<BigInteger> numbers = version(version);
        return numbers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Script(name.charAt(0), numbers, description, file));
    }

    /** The numbers of a version, with dots or underscores between them; empty where it is none. */
    static List<BigInteger> version(String text) {
        List<BigInteger> numbers = new ArrayList<>();
        for (String part : text.split("[._]", -1)) {
            if (part.isEmpty() || !part.chars().allMatch(one -> one >= '0' && one <= '9')) {
                return List.of();
            }
            numbers.add(new BigInteger(part));
        }
        return numbers;
    }

    /** Missing numbers count as zero. */
    static int compare(List<BigInteger> left, List<BigInteger> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            BigInteger one = i < left.size() ? left.get(i) : BigInteger.ZERO;
            BigInteger other = i < right.size() ? right.get(i) : BigInteger.ZERO;
            if (!one.equals(other)) {
                return one.compareTo(other);
            }
        }
        return 0;
    }

    /** Whether Flyway calls a script of that name at an event, such as {@code afterMigrate}. */
    static boolean isCallback(String name) {
        int end = name.indexOf(SEPARATOR);
        String event = end < 0 ? name : name.substring(0, end);
        return event.equals("createSchema")
                || EVENTS.stream()
                        .anyMatch(when -> event.startsWith(when)
                                && event.length() > when.length()
                                && Character.isUpperCase(event.charAt(when.length())));
    }
}
