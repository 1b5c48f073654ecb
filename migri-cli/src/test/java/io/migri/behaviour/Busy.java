package io.migri.behaviour;

import io.migri.testkit.server.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Clients that ask one short question after the other until this is closed. */
final class Busy implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean ended;
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();

    static Busy on(Database database, int clients) {
        Busy busy = new Busy();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> busy.ask(database), "busy-" + i);
            thread.start();
            busy.threads.add(thread);
        }
        return busy;
    }

    /** How many questions were answered so far. */
    int asked() {
        return asked.get();
    }

    private void ask(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!ended) {
                statement.execute("SELECT pg_sleep(random() * 0.003)");
                asked.incrementAndGet();
            }
        } catch (SQLException e) {
            failure.set(e);
        }
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        threads.forEach(Busy::join);
        SQLException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
