package io.migri.api;

import java.util.ArrayList;
import java.util.List;

/**
 * Asks a run to stop, from any thread. The run ends what it can no longer undo, rolls back what it can, releases its lock
 * and fails with {@link ErrorCode#INTERRUPTED}. A cancellation cannot be taken back. Thread-safe.
 */
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean requested;

    /** Asks for the stop. Asking again does nothing. */
    public void request() {
        List<Runnable> toRun;
        synchronized (this) {
            if (requested) {
                return;
            }
            requested = true;
            toRun = List.copyOf(actions);
        }
        toRun.forEach(Runnable::run);
    }

    public synchronized boolean requested() {
        return requested;
    }

    /**
     * Runs {@code action} once, on the thread that asks for the stop; at once where it was asked for already. Closing the
     * result before that takes the action off.
     */
    public Registration onRequest(Runnable action) {
        boolean now;
        synchronized (this) {
            now = requested;
            if (!now) {
                actions.add(action);
            }
        }
        if (now) {
            action.run();
        }
        return () -> {
            synchronized (this) {
                actions.remove(action);
            }
        };
    }

    /** An action that waits to be run. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
