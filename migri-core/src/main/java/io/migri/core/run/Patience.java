package io.migri.core.run;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.WaitingForLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Tries something again while somebody else is in the way, and gives up when its time is over. */
final class Patience {
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;
    private static final Duration BETWEEN_EVENTS = Duration.ofSeconds(1);

    private final Duration limit;
    private final MigrationListener listener;
    private final Interruption interruption;

    Patience(Duration limit, MigrationListener listener, Interruption interruption) {
        this.limit = limit;
        this.listener = listener;
        this.interruption = interruption;
    }

    /** Asks {@code attempt} until it has an answer. {@code holder} says who is in the way. */
    <T> T wait(Attempt<T> attempt, Holder holder) throws SQLException {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        Duration nextEvent = BETWEEN_EVENTS;
        while (true) {
            Optional<T> answer = attempt.tryOnce();
            if (answer.isPresent()) {
                return answer.get();
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(limit) >= 0) {
                throw outOfPatience(holder.name());
            }
            if (waited.compareTo(nextEvent) >= 0) {
                listener.waitingForLock(new WaitingForLock(holder.name(), waited, limit));
                nextEvent = waited.plus(BETWEEN_EVENTS);
            }
            interruption.sleep(Math.min(pause, Math.max(1, limit.minus(waited).toMillis())));
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private MigriException outOfPatience(Optional<String> holder) {
        return new MigriException(
                ErrorCode.LOCK_TIMEOUT,
                "another run holds the lock: " + holder.orElse("the database cannot tell who") + "; gave up after "
                        + spoken(limit),
                "wait for it to end and run again, or wait longer with --lock-wait",
                null,
                null,
                null);
    }

    private static String spoken(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /** Something that may be in the way. */
    @FunctionalInterface
    interface Attempt<T> {
        Optional<T> tryOnce() throws SQLException;
    }

    /** Who is in the way. */
    @FunctionalInterface
    interface Holder {
        Optional<String> name() throws SQLException;
    }
}
