package io.migri.core.lock;

import io.migri.api.LockHolder;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.Observed;
import io.migri.api.event.ServerProgress;
import io.migri.api.event.ServerProgress.Unit;
import io.migri.api.text.Text;
import io.migri.core.options.LockBudget;
import io.migri.spi.ConnectionSource;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.watch.StatementWatch;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Looks at a run that takes its time. It tells who is in the way of one that waits for a lock of the database without a limit; with a limit,
 * whatever gives up or tries again tells. Where a listener observes, it also tells how far the database is. It looks from a second
 * connection, which it opens only if the run takes some seconds.
 */
public final class RunWatch implements AutoCloseable {
    private static final long BEGIN_SECONDS = 2;
    private static final long TOLD_SECONDS = 3;
    private static final long AGAIN_SECONDS = 30;

    private static final Pace USUAL = new Pace(BEGIN_SECONDS * 1000, 1000, 3_000_000_000L);

    private final MigrationListener listener;
    private final boolean tells;
    private final boolean observes;
    private final SecondLook look = new SecondLook();
    private final Pace pace;
    private volatile Current current;
    private StatementWatch own = StatementWatch.NONE;
    private boolean asked = true;

    private RunWatch(MigrationListener listener, LockBudget budget, Pace pace) {
        this.listener = listener;
        this.tells = budget.timeout().isEmpty();
        this.observes = listener.observes();
        this.pace = pace;
        this.current = new Current("", System.nanoTime(), 0);
    }

    public static RunWatch over(
            Dialect dialect, DialectSession session, LockBudget budget, MigrationListener listener) {
        return over(dialect, session, budget, listener, USUAL);
    }

    static RunWatch over(
            Dialect dialect, DialectSession session, LockBudget budget, MigrationListener listener, Pace pace) {
        RunWatch watch = new RunWatch(listener, budget, pace);
        watch.begin(dialect, session, budget.others());
        return watch;
    }

    private void begin(Dialect dialect, DialectSession session, ConnectionSource others) {
        OptionalLong identity = tells || observes ? session.locks().identity() : OptionalLong.empty();
        if (identity.isPresent()) {
            long number = identity.getAsLong();
            look.begin("migri-watch", others, pace.begin(), connection -> look(dialect.session(connection), number));
        } else if (observes) {
            own = session.watch();
            look.beginWithout("migri-watch", pace.begin(), this::glance);
        }
    }

    /** That migration begins. */
    public void migration(String name) {
        if (observes) {
            current = new Current(name, System.nanoTime(), own.size().orElse(0));
        }
    }

    @Override
    public void close() {
        look.close();
    }

    private void look(DialectSession session, long identity) throws SQLException, InterruptedException {
        long seconds = 0;
        do {
            List<LockHolder> holders = session.locks().blockersOf(identity);
            seconds = holders.isEmpty() ? 0 : seconds + 1;
            if (tells && (seconds == TOLD_SECONDS || isAgain(seconds))) {
                tell(holders, seconds + BEGIN_SECONDS);
            }
            if (isObserved()) {
                String name = current.name();
                listener.observed(new Observed(name, progress(session, identity), holders));
            }
        } while (!look.pause(pace.again()));
    }

    private static boolean isAgain(long seconds) {
        return seconds > TOLD_SECONDS && (seconds - TOLD_SECONDS) % AGAIN_SECONDS == 0;
    }

    private boolean isObserved() {
        Current now = current;
        return observes && !now.name().isEmpty() && System.nanoTime() - now.start() >= pace.patience();
    }

    /** A server that refuses to tell is not asked again. */
    private Optional<ServerProgress> progress(DialectSession session, long identity) {
        try {
            return asked ? session.watch().of(identity) : Optional.empty();
        } catch (SQLException e) {
            asked = false;
            return Optional.empty();
        }
    }

    private void glance() throws InterruptedException {
        do {
            Current now = current;
            OptionalLong size = own.size();
            if (isObserved() && size.isPresent()) {
                long grown = Math.max(0, size.getAsLong() - now.size());
                ServerProgress progress = new ServerProgress("written", grown, 0, Unit.BYTES);
                listener.observed(new Observed(now.name(), Optional.of(progress), List.of()));
            }
        } while (!look.pause(pace.again()));
    }

    private void tell(List<LockHolder> holders, long seconds) {
        String known = holders.stream().map(LockHolder::describe).collect(Collectors.joining("; and by "));
        listener.told(
                Message.note(Text.of("waits for a lock of the database, " + seconds + " s so far, held by " + known)));
    }

    /**
     * When to look.
     *
     * @param begin after how many milliseconds of the run
     * @param again after how many milliseconds each
     * @param patience after how many nanoseconds a migration is observed
     */
    record Pace(long begin, long again, long patience) {}

    /**
     * The migration under way.
     *
     * @param start a value of {@link System#nanoTime}
     * @param size what the database's files had then
     */
    private record Current(String name, long start, long size) {}
}
