package io.migri.behaviour;

import java.util.ArrayList;
import java.util.List;

/** What the longer suite does whole, and the usual one in part: {@code -Dmigri.whole=true}, see docs/testing.md. */
public final class LongerSuite {
    private static final int PART = 3;

    private LongerSuite() {}

    /** That many in the longer suite, else a third, rounded up. */
    public static int share(int rounds) {
        return Boolean.getBoolean("migri.whole") ? rounds : (rounds + PART - 1) / PART;
    }

    /** All of them in the longer suite, else every third. */
    public static <T> List<T> share(List<T> all) {
        return share(all, PART);
    }

    /** All of them in the longer suite, else one of {@code part}. */
    public static <T> List<T> share(List<T> all, int part) {
        if (Boolean.getBoolean("migri.whole")) {
            return all;
        }
        List<T> share = new ArrayList<>();
        for (int i = 0; i < all.size(); i += part) {
            share.add(all.get(i));
        }
        return share;
    }
}
