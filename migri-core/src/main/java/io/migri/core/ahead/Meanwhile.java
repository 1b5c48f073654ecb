package io.migri.core.ahead;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets another thread work while the thread of a run waits for the database, and only then. The two never work at the
 * same time, so what they share needs no locks. The thread begins with the first work there is, and ends when this is
 * closed. All methods are for the run's thread.
 */
public final class Meanwhile implements AutoCloseable {
    private final List<Work> works = new ArrayList<>();
    private final Object turns = new Object();
    private @Nullable Thread thread;
    private final long stackSize;
    private boolean alone;
    private boolean working;
    private boolean closed;
    private volatile boolean waiting;

    /** Begins no thread yet. */
    public Meanwhile() {
        this(0);
    }

    /** @param stackSize of the thread, in bytes; 0 for the usual one */
    Meanwhile(long stackSize) {
        this.stackSize = stackSize;
    }

    /** What can be done ahead, in small pieces. */
    public interface Work {

        /** Whether there is something to do ahead now. Sends nothing. */
        boolean wanted();

        /**
         * Does one piece. Keeps a failure to itself until its turn comes.
         *
         * <p>Called by the other thread, while the run's thread waits for the database.
         */
        void step();
    }

    /** Something that takes as long as the database does. */
    @FunctionalInterface
    public interface Call {
        void run() throws SQLException;
    }

    /** Does that work, too, from the next call on. */
    public void add(Work work) {
        works.add(work);
    }

    /** Does that work no longer. */
    public void remove(Work work) {
        works.remove(work);
    }

    /** Runs {@code call} on this thread, and work ahead on the other one. Returns once both are at rest. */
    public void during(Call call) throws SQLException {
        if (alone || next() == null || !begin()) {
            call.run();
            return;
        }
        try {
            call.run();
        } finally {
            end();
        }
    }

    private @Nullable Work next() {
        for (Work work : works) {
            if (work.wanted()) {
                return work;
            }
        }
        return null;
    }

    /** Whether there is a thread to work. */
    private boolean begin() {
        if (thread == null && !startThread()) {
            return false;
        }
        synchronized (turns) {
            waiting = true;
            turns.notifyAll();
        }
        return true;
    }

    /** Where the system gives no more threads, the run goes on without working ahead. */
    private boolean startThread() {
        Thread started = new Thread(null, this::work, "migri-ahead", stackSize);
        started.setDaemon(true);
        try {
            started.start();
        } catch (OutOfMemoryError e) {
            alone = true;
            return false;
        }
        thread = started;
        return true;
    }

    /** The run goes on once the piece is done that is under way. An interruption counts when the run looks for it. */
    private void end() {
        synchronized (turns) {
            waiting = false;
            Patient.await(turns, () -> !working);
        }
    }

    private void work() {
        while (awaitTurn()) {
            try {
                for (Work work = next(); work != null && waiting; work = next()) {
                    work.step();
                }
            } finally {
                rest();
            }
        }
    }

    /** False at the end of the run. */
    private boolean awaitTurn() {
        synchronized (turns) {
            while (!waiting && !closed) {
                try {
                    turns.wait();
                } catch (InterruptedException e) {
                    // nobody interrupts it but to end it
                    closed = true;
                }
            }
            working = waiting && !closed;
            return working;
        }
    }

    /** Waits for the next call, where nothing is left to do in this one. */
    private void rest() {
        synchronized (turns) {
            waiting = false;
            working = false;
            turns.notifyAll();
        }
    }

    @Override
    public void close() {
        Thread started = thread;
        if (started == null) {
            return;
        }
        synchronized (turns) {
            closed = true;
            turns.notifyAll();
        }
        Patient.join(started);
    }
}
