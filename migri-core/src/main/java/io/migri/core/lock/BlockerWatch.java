package io.migri.core.lock;

import io.migri.api.LockHolder;
import io.migri.core.options.LockBudget;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Looks from a second connection who is in the way of a run while it waits, because afterwards nobody can tell. There is one only where
 * waiting has a limit, and its connection is opened only if the run takes some time.
 */
public final class BlockerWatch implements AutoCloseable {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final LockBudget budget;
    private final SecondLook look = new SecondLook();
    private volatile Sighting last = new Sighting(0, List.of());

    private BlockerWatch(LockBudget budget) {
        this.budget = budget;
    }

    public static BlockerWatch over(Dialect dialect, DialectSession session, LockBudget budget) {
        BlockerWatch watch = new BlockerWatch(budget);
        if (budget.timeout().isPresent() && session.locks().identity().isPresent()) {
            long identity = session.locks().identity().getAsLong();
            watch.look.begin(
                    "migri-blockers",
                    budget.others(),
                    watch.millis(),
                    connection -> watch.look(dialect.session(connection), identity));
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
        look.close();
    }

    private void look(DialectSession session, long identity) throws SQLException, InterruptedException {
        do {
            List<LockHolder> holders = session.locks().blockersOf(identity);
            if (!holders.isEmpty()) {
                last = new Sighting(System.nanoTime(), holders);
            }
        } while (!look.pause(millis()));
    }

    private long millis() {
        long quarter = budget.timeout().orElse(LONGEST_PAUSE).toMillis() / 4;
        return Math.max(SHORTEST_PAUSE.toMillis(), Math.min(LONGEST_PAUSE.toMillis(), quarter));
    }

    /** Who was seen in the way, and when. */
    private record Sighting(long time, List<LockHolder> holders) {}
}
