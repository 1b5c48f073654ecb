package io.migri.format.file;

import io.migri.api.Migration;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file whose name begins with a number, such as {@code 0002_users.up.sql}.
 *
 * @param number which it is
 * @param digits the number as the name has it
 * @param rest of the name, without the extension: {@code _users.up}
 * @param file itself
 */
public record Numbered(BigInteger number, String digits, String rest, Migration file) {
    /** As many digits as the tools give that count: a shorter number gets zeros in front in the recorded name. */
    private static final int SHORTEST = 4;

    /** In the order of the numbers. */
    public static final Comparator<Numbered> ORDER = Comparator.comparing(Numbered::number)
            .thenComparing(one -> one.file().fileName());

    /** {@code file} as one; empty where its name begins with no digit. */
    public static Optional<Numbered> of(Migration file) {
        String name = file.name();
        int end = 0;
        while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
            end++;
        }
        String digits = name.substring(0, end);
        return end == 0
                ? Optional.empty()
                : Optional.of(new Numbered(new BigInteger(digits), digits, name.substring(end), file));
    }

    /** The name that is recorded: plain files with these names run in the order of their numbers. */
    public String recordedName(String suffix) {
        return "0".repeat(Math.max(0, SHORTEST - digits.length())) + digits + withoutEnd(suffix);
    }

    private String withoutEnd(String suffix) {
        return rest.endsWith(suffix) ? rest.substring(0, rest.length() - suffix.length()) : rest;
    }

    /**
     * In the order of their numbers.
     *
     * @throws io.migri.api.MigriException where two have one number
     */
    public static List<Numbered> sorted(String tool, List<Numbered> files) {
        Map<BigInteger, Numbered> byNumber = new HashMap<>();
        for (Numbered one : files) {
            Numbered twin = byNumber.putIfAbsent(one.number(), one);
            if (twin != null) {
                throw Refusal.of(
                        one.file(),
                        "has the number " + one.number() + ", as has "
                                + twin.file().fileName() + "; " + tool + " refuses that");
            }
        }
        List<Numbered> sorted = new ArrayList<>(files);
        sorted.sort(ORDER);
        return sorted;
    }
}
