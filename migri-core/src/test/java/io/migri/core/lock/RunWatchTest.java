package io.migri.core.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.LockHolder;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.ServerProgress;
import io.migri.api.event.ServerProgress.Unit;
import io.migri.core.lock.RunWatch.Pace;
import io.migri.core.options.LockBudget;
import io.migri.core.trial.Trial;
import io.migri.spi.watch.StatementWatch;
import io.migri.testkit.scripted.ScriptedDatabase;
import io.migri.testkit.scripted.ScriptedDialect;
import io.migri.testkit.scripted.ScriptedSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is told of a migration that takes its time. */
class RunWatchTest {
    private static final Pace AT_ONCE = new Pace(1, 1, 0);
    private static final Pace LATER = new Pace(1, 1, Long.MAX_VALUE);
    private static final ServerProgress HALF = new ServerProgress("building index", 1, 2, Unit.PAGES);
    private static final LockHolder SOMEBODY =
            LockHolder.builder("connection", 7).build();

    private final ScriptedDatabase database = new ScriptedDatabase();
    private final AtomicInteger connections = new AtomicInteger();
    private final Observer observer = new Observer();

    @Test
    void tellsHowFarTheServerIsAndWhoIsInTheWay() throws InterruptedException {
        database.conditions().identity = OptionalLong.of(1);
        database.conditions().blockers = List.of(SOMEBODY);
        database.conditions().watch = session -> session == 1 ? Optional.of(HALF) : Optional.empty();
        try (RunWatch watch = watch(observer, AT_ONCE)) {
            watch.migration("0001");
            assertEquals(new MigrationListener.Observed("0001", Optional.of(HALF), List.of(SOMEBODY)), observer.next());
        }
        assertEquals(1, connections.get());
    }

    @Test
    void aServerThatRefusesToTellIsNotAskedAgain() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        database.conditions().identity = OptionalLong.of(1);
        database.conditions().watch = session -> {
            asked.incrementAndGet();
            throw new SQLException("not for you");
        };
        try (RunWatch watch = watch(observer, AT_ONCE)) {
            watch.migration("0001");
            for (int i = 0; i < 3; i++) {
                assertEquals(Optional.empty(), observer.next().progress());
            }
        }
        assertEquals(1, asked.get());
    }

    @Test
    void aMigrationThatHasJustBegunIsNotLookedAt() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        database.conditions().identity = OptionalLong.of(1);
        database.conditions().watch = session -> {
            asked.incrementAndGet();
            return Optional.of(HALF);
        };
        try (RunWatch watch = watch(observer, LATER)) {
            watch.migration("0001");
            database.awaitLook();
        }
        assertEquals(0, asked.get());
        assertTrue(observer.heard.isEmpty());
    }

    @Test
    void whatCannotBeAskedIsSeenByHowItGrows() throws InterruptedException {
        AtomicInteger size = new AtomicInteger(100);
        database.conditions().watch = new StatementWatch() {
            @Override
            public Optional<ServerProgress> of(long session) {
                return Optional.empty();
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.of(size.get());
            }
        };
        try (RunWatch watch = watch(observer, AT_ONCE)) {
            watch.migration("0001");
            size.set(130);
            ServerProgress seen = observer.next().progress().orElseThrow();
            while (seen.done() == 0) {
                seen = observer.next().progress().orElseThrow();
            }
            assertEquals(new ServerProgress("written", 30, 0, Unit.BYTES), seen);
        }
        assertEquals(0, connections.get());
    }

    @Test
    void whereNobodyLooksOnAndWaitingHasALimitNoConnectionIsOpened() throws InterruptedException {
        database.conditions().identity = OptionalLong.of(1);
        LockBudget limited = new LockBudget(Optional.of(Duration.ofSeconds(1)), 0, this::open);
        ScriptedSession session = new ScriptedSession(database);
        try (RunWatch watch =
                RunWatch.over(new ScriptedDialect(database), session, limited, MigrationListener.NONE, AT_ONCE)) {
            watch.migration("0001");
        }
        assertEquals(0, connections.get());
    }

    @Test
    void aRunIsTheSameWhereSomebodyLooksOn() {
        Trial trial = Trial.of("a; b;")
                .on(conditions -> conditions.identity = OptionalLong.of(1))
                .with(builder -> builder.listener(observer));
        assertEquals(1, trial.migrate().applied().size());
    }

    private RunWatch watch(MigrationListener listener, Pace pace) {
        LockBudget budget = new LockBudget(Optional.empty(), 0, this::open);
        return RunWatch.over(new ScriptedDialect(database), new ScriptedSession(database), budget, listener, pace);
    }

    private Optional<Connection> open() throws SQLException {
        connections.incrementAndGet();
        return Optional.of(new ScriptedDialect(database).connect(ScriptedDialect.target()));
    }

    /** Wants to hear, and keeps, what is observed. */
    private static final class Observer implements MigrationListener {
        private final BlockingQueue<Observed> heard = new LinkedBlockingQueue<>();

        @Override
        public boolean observes() {
            return true;
        }

        @Override
        public void observed(Observed event) {
            heard.add(event);
        }

        Observed next() throws InterruptedException {
            Observed next = heard.poll(1, TimeUnit.MINUTES);
            if (next == null) {
                throw new AssertionError("nothing was observed");
            }
            return next;
        }
    }
}
