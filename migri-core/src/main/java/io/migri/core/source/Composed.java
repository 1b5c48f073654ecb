package io.migri.core.source;

import java.text.Normalizer;

/** Unicode's composed form (NFC), in which two names that look the same are the same. */
public final class Composed {
    /** The first character that is not composed already, whatever stands before it. */
    private static final char FIRST_COMBINING = '\u0300';

    private Composed() {}

    /** {@code name} in that form. Nearly all names need no tables to see that they have it. */
    public static String of(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= FIRST_COMBINING) {
                return Normalizer.normalize(name, Normalizer.Form.NFC);
            }
        }
        return name;
    }
}
