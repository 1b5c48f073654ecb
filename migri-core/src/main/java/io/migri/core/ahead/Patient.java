package io.migri.core.ahead;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for other threads, which get there by themselves. An interruption counts when the run looks for it. */
final class Patient {

    private Patient() {}

    /** Waits until {@code reached}. The caller holds {@code monitor}, which is notified of each change. */
    static void await(Object monitor, BooleanSupplier reached) {
        boolean interrupted = false;
        while (!reached.getAsBoolean()) {
            try {
                monitor.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void join(@Nullable Thread thread) {
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
