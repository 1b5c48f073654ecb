package io.migri.cli.progress;

import java.util.Locale;

/** Numbers of bytes as people write them. */
final class Sizes {
    private static final long STEP = 1000;

    private Sizes() {}

    /** Writes {@code 12 kB}, {@code 1.2 MB} or {@code 80 GB}. */
    static String text(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        String units = "kMGTPE";
        int unit = 0;
        double number = (double) bytes / STEP;
        while (number >= STEP && unit < units.length() - 1) {
            number /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number) + " " + units.charAt(unit) + "B";
    }
}
