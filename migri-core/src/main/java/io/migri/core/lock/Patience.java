package io.migri.core.lock;

import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.LockHolder;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.event.MigrationListener.WaitingForLock;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.spi.Dialect;
import io.migri.spi.wire.StatementFailedException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries something again while somebody else is in the way, and gives up when its time is over. */
public final class Patience {
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;
    private static final Duration BETWEEN_EVENTS = Duration.ofSeconds(1);

    private final Dialect dialect;
    private final Duration limit;
    private final Duration endLimit;
    private final MigrationListener listener;
    private final Interruption interruption;

    public Patience(Dialect dialect, Duration limit, MigrationListener listener, Interruption interruption) {
        this(dialect, limit, limit, listener, interruption);
    }

    /** @param endLimit how long to wait at the end of a transaction, which keeps others waiting meanwhile */
    public Patience(
            Dialect dialect, Duration limit, Duration endLimit, MigrationListener listener, Interruption interruption) {
        this.endLimit = endLimit.compareTo(limit) < 0 ? endLimit : limit;
        this.dialect = dialect;
        this.limit = limit;
        this.listener = listener;
        this.interruption = interruption;
    }

    /** Asks {@code work} until it has an answer. {@code holder} says who is in the way. */
    <T> T wait(Try<T> work, Holder holder) throws SQLException {
        return wait(work, holder, limit);
    }

    private <T> T wait(Try<T> work, Holder holder, Duration most) throws SQLException {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        Duration nextEvent = BETWEEN_EVENTS;
        while (true) {
            Optional<T> answer = work.once();
            if (answer.isPresent()) {
                return answer.get();
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(most) >= 0) {
                throw outOfPatience(holder.find(), most);
            }
            if (waited.compareTo(nextEvent) >= 0) {
                listener.waitingForLock(new WaitingForLock(holder.find(), waited, most));
                nextEvent = waited.plus(BETWEEN_EVENTS);
            }
            interruption.sleep(Math.min(pause, Math.max(1, most.minus(waited).toMillis())));
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    /** Does {@code work} again while the database says that somebody else holds a lock of it. */
    public <T> T whileBusy(Work<T> work, Holder holder) throws SQLException {
        try {
            return work.run();
        } catch (SQLException e) {
            if (!isBusy(e)) {
                throw e;
            }
            return wait(() -> unlessBusy(work), holder);
        }
    }

    /** Does {@code work} again, which failed, until somebody is out of the way; throws its last failure when the time is over. */
    void again(SQLException failure, Work<?> work, Holder holder) throws SQLException {
        if (!isBusy(failure)) {
            throw failure;
        }
        List<SQLException> failures = new ArrayList<>(List.of(failure));
        try {
            wait(() -> done(work, failures), holder, endLimit);
        } catch (MigriException e) {
            failures.get(0).addSuppressed(e);
            throw failures.get(0);
        }
    }

    private Optional<Boolean> done(Work<?> work, List<SQLException> failures) throws SQLException {
        try {
            work.run();
            return Optional.of(true);
        } catch (SQLException e) {
            if (!isBusy(e)) {
                throw e;
            }
            failures.set(0, e);
            return Optional.empty();
        }
    }

    private <T> Optional<T> unlessBusy(Work<T> work) throws SQLException {
        try {
            return Optional.of(work.run());
        } catch (SQLException e) {
            if (!isBusy(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Says something about the lock that is not a failure of the run. */
    void tell(Text text) {
        listener.told(Message.note(text));
    }

    private boolean isBusy(SQLException failure) {
        return dialect.explain(StatementFailedException.unwrap(failure), "").kind() == DatabaseError.Kind.BUSY;
    }

    private MigriException outOfPatience(Optional<LockHolder> holder, Duration waited) {
        return MigriException.of(
                        ErrorCode.LOCK_TIMEOUT,
                        "the lock is held by "
                                + holder.map(LockHolder::describe).orElse("a session that the database does not name")
                                + "; gave up after " + spoken(waited))
                .help(Text.of("wait for it to end and run again, or wait longer with ", Option.LOCK_WAIT))
                .build();
    }

    private static String spoken(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /** Something that may be in the way. */
    @FunctionalInterface
    interface Try<T> {
        Optional<T> once() throws SQLException;
    }

    /** Something that may find the database busy. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** Who is in the way. */
    @FunctionalInterface
    public interface Holder {
        Optional<LockHolder> find() throws SQLException;
    }
}
