package io.migri.chaos;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much chaos there is to be.
 *
 * @param moments how many random ones there are for each database; 0 for the short form, which takes few of everything
 * @param seed what they are drawn with
 * @param threads how many faults there are at once
 * @param kinds those to take; empty for all
 */
record Options(int moments, long seed, int threads, Set<Kind> kinds) {
    private static final int SHORT_MOMENTS = 1;
    private static final int SHORT_BOUNDARIES = 2;
    /** With so many random moments, all boundaries are tried. */
    private static final int ALL_BOUNDARIES = 200;

    static Options ofThisBuild() {
        return new Options(
                Integer.getInteger("chaos", 0),
                Long.getLong("chaos.seed", 4711),
                Integer.getInteger("chaos.threads", 2),
                kinds(System.getProperty("chaos.kinds", "")));
    }

    private static Set<Kind> kinds(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isBlank())
                .map(Kind::named)
                .collect(Collectors.toSet());
    }

    boolean take(Kind kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    /** How many random moments there are. */
    int randomMoments() {
        return moments == 0 ? SHORT_MOMENTS : moments;
    }

    /** How many random moments there are of a kind that costs seconds. */
    int costlyMoments() {
        return moments == 0 ? 1 : Math.max(1, moments / 10);
    }

    /** How many of {@code all} boundaries to try: with a tenth of {@link #ALL_BOUNDARIES} random moments, a tenth of them. */
    int boundaries(int all) {
        int wanted = moments == 0 ? SHORT_BOUNDARIES : (all * moments + ALL_BOUNDARIES - 1) / ALL_BOUNDARIES;
        return Math.min(all, wanted);
    }
}
