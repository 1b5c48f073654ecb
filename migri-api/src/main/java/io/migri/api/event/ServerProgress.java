package io.migri.api.event;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * How far the database itself says it is with a statement.
 *
 * @param phase what it does, in its own words, such as {@code building index: scanning table}; empty where it does not say
 * @param done how much of it, in {@code unit}s
 * @param total how much there is to do; 0 where that is not known
 */
public record ServerProgress(String phase, long done, long total, Unit unit) {

    public ServerProgress {
        requireNonNull(phase, "phase");
        requireNonNull(unit, "unit");
        if (done < 0 || total < 0) {
            throw new IllegalArgumentException("there is no progress of " + done + " of " + total);
        }
    }

    /** How much of the whole is done, from 0 to 100. A server's estimate may be too low, and it is never more than 100. */
    public OptionalInt percent() {
        return total == 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.min(100, (double) done / total * 100));
    }

    /** What is counted. */
    public enum Unit {
        /** Pages of a table or an index. */
        PAGES,
        ROWS,
        BYTES,
        /** Whatever the server estimates. */
        STEPS
    }
}
