package io.migri.core.lock;

import io.migri.api.ErrorCode;
import io.migri.api.LockHolder;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.options.RunOptions;
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
 * Reads tables of Migri no longer than others are waited for, where the server lets somebody lock a table even against readers, and names them.
 * A server that is merely slow, or does not tell who is in the way, gets a minute at the least.
 */
public final class ReadingLimit {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration WITHOUT_REASON = Duration.ofMinutes(1);

    private final Dialect dialect;
    private final DialectSession session;
    private final RunOptions options;

    public ReadingLimit(Dialect dialect, DialectSession session, RunOptions options) {
        this.dialect = dialect;
        this.session = session;
        this.options = options;
    }

    /**
     * The answer of {@code reading}, which asks on the session.
     *
     * @param what is read, as the message is to name it
     */
    public <T> T within(String what, Patience.Work<T> reading) throws SQLException {
        if (session.locks().identity().isEmpty()) {
            return reading.run();
        }
        Watch watch = new Watch(session.locks().identity().getAsLong());
        watch.start();
        try {
            return reading.run();
        } catch (SQLException e) {
            if (watch.gaveUp()) {
                throw lockedOut(what, watch.holders, e);
            }
            throw e;
        } finally {
            watch.end();
        }
    }

    private MigriException lockedOut(String what, List<LockHolder> holders, SQLException failure) {
        String who = holders.isEmpty()
                ? "the database does not tell who"
                : holders.get(0).describe();
        return MigriException.of(
                        ErrorCode.LOCK_TIMEOUT,
                        what + " cannot be read, because somebody has locked it: " + who + "; gave up after "
                                + limit(holders).toMillis() / 1000.0 + " s")
                .help(Text.of("let them end and run again, or wait longer with ", Option.LOCK_WAIT))
                .because(failure)
                .build();
    }

    private Duration limit(List<LockHolder> holders) {
        boolean known = !holders.isEmpty() || options.lockWait().compareTo(WITHOUT_REASON) > 0;
        return known ? options.lockWait() : WITHOUT_REASON;
    }

    /** Looks on while one answer is waited for. */
    private final class Watch {
        private final long identity;
        private final long start = System.nanoTime();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile List<LockHolder> holders = List.of();
        private boolean over;
        private boolean cancelled;

        Watch(long identity) {
            this.identity = identity;
        }

        void start() {
            Thread thread = new Thread(this::look, "migri-reading");
            thread.setDaemon(true);
            thread.start();
        }

        synchronized void end() {
            over = true;
            ended.countDown();
        }

        synchronized boolean gaveUp() {
            return cancelled;
        }

        private void look() {
            try {
                if (pause()) {
                    return;
                }
                Optional<Connection> opened = another();
                if (opened.isEmpty()) {
                    untilTooLong(Optional.empty());
                    return;
                }
                try (Connection connection = opened.get()) {
                    untilTooLong(Optional.of(dialect.session(connection)));
                }
            } catch (SQLException | RuntimeException e) {
                // who looks on is not to fail what it looks at
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Optional<Connection> another() {
            try {
                return options.lockBudget().others().open();
            } catch (SQLException | RuntimeException e) {
                return Optional.empty();
            }
        }

        private void untilTooLong(Optional<DialectSession> other) throws InterruptedException {
            do {
                other.ifPresent(this::findHolders);
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                if (waited.compareTo(limit(holders)) >= 0) {
                    giveUp();
                    return;
                }
            } while (!pause());
        }

        private void findHolders(DialectSession other) {
            try {
                holders = other.locks().blockersOf(identity);
            } catch (SQLException e) {
                holders = List.of();
            }
        }

        private synchronized void giveUp() {
            if (!over) {
                cancelled = true;
                session.cancel();
            }
        }

        /** Whether the answer is there. */
        private boolean pause() throws InterruptedException {
            long millis = Math.min(BETWEEN_LOOKS.toMillis(), options.lockWait().toMillis());
            return ended.await(Math.max(50, millis), TimeUnit.MILLISECONDS);
        }
    }
}
