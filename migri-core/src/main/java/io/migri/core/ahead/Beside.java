package io.migri.core.ahead;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Does one piece of work after the other on a thread beside, in order. The thread begins with the first piece and ends when this is closed. All
 * methods are for one thread, which gives the pieces. After a piece that failed no other is done.
 */
public final class Beside implements AutoCloseable {
    /** So many pieces wait at most. */
    private static final int MOST = 2;

    private final Deque<Runnable> pieces = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean busy;
    private boolean closed;
    private @Nullable Throwable failure;

    /** Leaves {@code piece} to the other thread; waits while enough others wait there. */
    public synchronized void give(Runnable piece) {
        if (thread == null) {
            Thread other = new Thread(this::work, "migri-beside");
            other.setDaemon(true);
            other.start();
            thread = other;
        }
        Patient.await(this, () -> pieces.size() < MOST);
        if (failure == null) {
            pieces.add(piece);
        }
        notifyAll();
    }

    /** Waits until all is done that was given. Fails as the piece did that failed. */
    public synchronized void settle() {
        Patient.await(this, () -> pieces.isEmpty() && !busy);
        if (failure instanceof RuntimeException wrong) {
            throw wrong;
        }
        if (failure instanceof Error serious) {
            throw serious;
        }
    }

    private void work() {
        for (Runnable piece = next(); piece != null; piece = next()) {
            try {
                piece.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    private synchronized void fail(Throwable reason) {
        failure = reason;
        pieces.clear();
    }

    private synchronized @Nullable Runnable next() {
        busy = false;
        notifyAll();
        while (pieces.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                // what is given from now on is never done, and whoever waits for it is to hear so
                fail(new IllegalStateException("the thread beside was interrupted", e));
                closed = true;
            }
        }
        Runnable piece = closed ? null : pieces.remove();
        busy = piece != null;
        notifyAll();
        return piece;
    }

    /** Forgets what waits. Returns once the thread has ended. */
    @Override
    public void close() {
        synchronized (this) {
            pieces.clear();
            closed = true;
            notifyAll();
        }
        Patient.join(thread);
    }
}
