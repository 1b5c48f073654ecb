package io.migri.core.ahead;

import org.jspecify.annotations.Nullable;

/** Waits for threads that end by themselves. An interruption counts when the run looks for it. */
final class Patient {

    private Patient() {}

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
