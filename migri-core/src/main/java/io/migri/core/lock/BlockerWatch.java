package io.migri.core.lock;

import io.migri.api.LockHolder;
import io.migri.core.options.LockBudget;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks from a second connection who is in the way of a run while it waits, because afterwards nobody can tell. There is one only where
 * waiting has a limit, and its connection is opened only if the run takes some time.
 */
public final class BlockerWatch implements AutoCloseable {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Dialect dialect;
    private final LockBudget budget;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Sighting last = new Sighting(0, List.of());

    private BlockerWatch(Dialect dialect, LockBudget budget) {
        this.dialect = dialect;
        this.budget = budget;
    }

    public static BlockerWatch over(Dialect dialect, DialectSession session, LockBudget budget) {
        BlockerWatch watch = new BlockerWatch(dialect, budget);
        if (budget.timeout().isPresent() && session.locks().identity().isPresent()) {
            long identity = session.locks().identity().getAsLong();
            Thread thread = new Thread(() -> watch.look(identity), "migri-blockers");
            thread.setDaemon(true);
            thread.start();
        }
        return watch;
    }

    /** Who was in the way when it looked last, if that was later than {@code start}, a value of {@link System#nanoTime}. */
    public List<LockHolder> since(long start) {
        Sighting seen = last;
        return !seen.holders().isEmpty() && seen.time() - start >= 0 ? seen.holders() : List.of();
    }

    @Override
    public void close() {
        ended.countDown();
    }

    private void look(long identity) {
        try {
            if (pause()) {
                return;
            }
            Optional<Connection> opened = budget.others().open();
            if (opened.isPresent()) {
                try (Connection connection = opened.get()) {
                    look(dialect.session(connection), identity);
                }
            }
        } catch (SQLException | RuntimeException e) {
            // then nobody can tell who is in the way, which is no reason to stop
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(DialectSession session, long identity) throws SQLException, InterruptedException {
        do {
            List<LockHolder> holders = session.locks().blockersOf(identity);
            if (!holders.isEmpty()) {
                last = new Sighting(System.nanoTime(), holders);
            }
        } while (!pause());
    }

    /** Whether the run has ended. */
    private boolean pause() throws InterruptedException {
        long quarter = budget.timeout().orElse(LONGEST_PAUSE).toMillis() / 4;
        long millis = Math.max(SHORTEST_PAUSE.toMillis(), Math.min(LONGEST_PAUSE.toMillis(), quarter));
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Who was seen in the way, and when. */
    private record Sighting(long time, List<LockHolder> holders) {}
}
