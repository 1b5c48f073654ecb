package io.migri.core.plugin;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.Dialect;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Refuses properties that a driver does not know and would pass over: one that is misspelt may be what makes a connection safe. */
public final class PropertyNames {

    private PropertyNames() {}

    /**
     * Holds those of {@code config} against those that there are.
     *
     * @throws MigriException with the name that may be meant, where the dialect knows its driver's and one is not among them
     */
    public static void require(Dialect dialect, ConnectionConfig config) {
        if (config.properties().isEmpty()) {
            return;
        }
        Set<String> known = dialect.propertyNames();
        for (String name : config.properties().keySet()) {
            if (!known.isEmpty() && !known.contains(name)) {
                throw unknown(name, known);
            }
        }
    }

    private static MigriException unknown(String name, Set<String> known) {
        return MigriException.of(ErrorCode.CONFIGURATION_INVALID, "the driver knows no property \"" + name + "\"")
                .help(nearest(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("see its manual for the names"))
                .build();
    }

    /** Empty where nothing is near. */
    private static Optional<String> nearest(String name, Set<String> known) {
        String lower = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.<String>comparingInt(one -> distance(lower, one.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(near -> distance(lower, near.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3));
    }

    /** How many letters have to be put in, left out or changed. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
