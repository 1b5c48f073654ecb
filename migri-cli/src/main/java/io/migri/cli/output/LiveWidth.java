package io.migri.cli.output;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How many columns the terminal has now. It is measured again every two seconds, because somebody may have changed the size. Waits for the
 * program that measures, so that only a thread of its own is to ask. Not safe for use by several threads.
 */
public final class LiveWidth implements IntSupplier {
    private static final long AGAIN_NANOS = 2_000_000_000L;

    private final int otherwise;
    private final LongSupplier nanos;
    private final IntSupplier measure;
    private boolean asked;
    private long askedAt;
    private int columns;

    /** @param otherwise what it is where nobody can tell */
    public LiveWidth(int otherwise) {
        this(otherwise, System::nanoTime, TerminalWidth::measured);
    }

    /**
     * One that measures otherwise.
     *
     * @param measure returns 0 where it cannot tell
     */
    LiveWidth(int otherwise, LongSupplier nanos, IntSupplier measure) {
        this.otherwise = otherwise;
        this.nanos = nanos;
        this.measure = measure;
    }

    @Override
    public int getAsInt() {
        long now = nanos.getAsLong();
        boolean due = !asked || (columns > 0 && now - askedAt >= AGAIN_NANOS);
        if (due) {
            asked = true;
            askedAt = now;
            int found = measure.getAsInt();
            columns = found > 0 ? found : columns;
        }
        return columns > 0 ? columns : otherwise;
    }
}
