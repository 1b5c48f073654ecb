package io.migri.core.lock;

import io.migri.spi.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a run from a second connection, on a thread of its own, until it is closed. The connection is opened only if the run takes some
 * time. What fails there is no reason to stop the run.
 */
final class SecondLook implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object opening = new Object();
    private Optional<Thread> opener = Optional.empty();

    /** One that has not begun. */
    SecondLook() {}

    /**
     * Begins.
     *
     * @param name of the thread
     * @param millis how long the run takes at least before a connection is opened
     */
    void begin(String name, ConnectionSource connections, long millis, Look look) {
        Thread thread = new Thread(() -> run(connections, millis, look), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to look at what can be seen without a connection. */
    void beginWithout(String name, long millis, Glance glance) {
        Thread thread = new Thread(
                () -> {
                    try {
                        if (!pause(millis)) {
                            glance.take();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        // nobody can tell then, which is no reason to stop
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits that long at the most; whether the run has ended. */
    boolean pause(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /** The run has ended. Nobody waits any longer for a connection, which a pool may keep for the application. */
    @Override
    public void close() {
        ended.countDown();
        synchronized (opening) {
            opener.ifPresent(Thread::interrupt);
        }
    }

    private void run(ConnectionSource connections, long millis, Look look) {
        try {
            if (pause(millis)) {
                return;
            }
            Optional<Connection> opened = open(connections);
            if (opened.isPresent()) {
                try (Connection connection = opened.get()) {
                    if (!pause(0)) {
                        look.at(connection);
                    }
                }
            }
        } catch (SQLException | RuntimeException e) {
            // then nobody can tell who is in the way, which is no reason to stop
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty also where the run has ended before anybody could be interrupted. */
    Optional<Connection> open(ConnectionSource connections) throws SQLException {
        synchronized (opening) {
            if (ended.getCount() == 0) {
                return Optional.empty();
            }
            opener = Optional.of(Thread.currentThread());
        }
        try {
            return connections.open();
        } finally {
            synchronized (opening) {
                opener = Optional.empty();
                Thread.interrupted(); // meant for the wait alone
            }
        }
    }

    /** What is done without one. */
    @FunctionalInterface
    interface Glance {
        void take() throws InterruptedException;
    }

    /** What is done with the second connection. */
    @FunctionalInterface
    interface Look {
        void at(Connection connection) throws SQLException, InterruptedException;
    }
}
