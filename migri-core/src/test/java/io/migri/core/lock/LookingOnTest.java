package io.migri.core.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.Cancellation;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.ErrorCode;
import io.migri.api.LockHolder;
import io.migri.api.MigriException;
import io.migri.core.trial.Trial;
import io.migri.testkit.scripted.Fault;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is seen from a second connection while the first one waits, and how whoever waits is stopped. */
class LookingOnTest {

    @Test
    void whoKeepsReadersOutIsNamedAndNotWaitedForAnyLonger() {
        Trial trial = watched().failing(Fault.at("read history").of(Kind.CANCELLED));
        trial.database().before("read history", trial.database()::awaitCancellation);
        MigriException refusal = trial.refusal();
        assertEquals(ErrorCode.LOCK_TIMEOUT, refusal.code());
        assertTrue(
                refusal.getMessage()
                        .contains("the history table applied_migration cannot be read, because somebody has locked it:"
                                + " connection 7"),
                refusal.getMessage());
    }

    @Test
    void aReadingThatIsCancelledByOthersFailsAsItIs() {
        Trial trial = watched().failing(Fault.at("read history").of(Kind.CANCELLED));
        assertEquals(ErrorCode.DATABASE_UNAVAILABLE, trial.refusal().code());
    }

    @Test
    void whoIsInTheWayOfAStatementIsNamed() {
        Trial trial = watched()
                .failing(Fault.at("b").of(Kind.BUSY))
                .with(builder -> builder.lockTimeout(Duration.ofMillis(1)).lockRetries(0));
        trial.database().before("b", trial.database()::awaitLook);
        String help = trial.failure().help().orElseThrow().toString();
        assertTrue(help.startsWith("the lock was held by connection 7; let that end and run again"), help);
    }

    @Test
    void whoIsAskedToStopRollsBack() {
        Cancellation cancellation = new Cancellation();
        Trial trial = Trial.of("a; b;")
                .failing(Fault.at("b").of(Kind.CANCELLED))
                .with(builder -> builder.cancellation(cancellation));
        trial.database().before("b", () -> {
            cancellation.request();
            trial.database().awaitCancellation();
        });
        MigriException failure = trial.failure();
        assertEquals(ErrorCode.INTERRUPTED, failure.code());
        assertTrue(failure.text().toString().startsWith("interrupted"), failure.getMessage());
        assertEquals(List.of(), trial.database().executed());
    }

    @Test
    void whoIsAskedToStopDoesNotTryAgain() {
        Cancellation cancellation = new Cancellation();
        Trial trial = Trial.of("a;")
                .failing(Fault.at("a").of(Kind.BUSY).always())
                .with(builder -> builder.cancellation(cancellation)
                        .lockTimeout(Duration.ofMillis(1))
                        .lockRetries(9));
        trial.database().before("a", cancellation::request);
        assertEquals(ErrorCode.INTERRUPTED, trial.failure().code());
    }

    @Test
    void whoIsAskedToStopWaitsForTheLockNoLonger() {
        Cancellation cancellation = new Cancellation();
        Trial trial = Trial.of("a;")
                .with(builder -> builder.cancellation(cancellation).lockWait(Duration.ofMinutes(1)))
                .on(conditions -> conditions.lockRefusals = Integer.MAX_VALUE);
        trial.database().before("lock", cancellation::request);
        assertEquals(ErrorCode.INTERRUPTED, trial.refusal().code());
    }

    @Test
    void whoIsAskedToStopBesideAllMigrationsIsToldSo() {
        Cancellation cancellation = new Cancellation();
        Trial trial = Trial.of("a;")
                .failing(Fault.at("read history").of(Kind.CANCELLED))
                .with(builder -> builder.cancellation(cancellation));
        trial.database().before("read history", cancellation::request);
        assertEquals(ErrorCode.INTERRUPTED, trial.refusal().code());
    }

    @Test
    void whoWasAskedToStopBeforeSendsNothing() {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        Trial trial = Trial.of("a;").with(builder -> builder.cancellation(cancellation));
        assertEquals(ErrorCode.INTERRUPTED, trial.failure().code());
        assertEquals(List.of(), trial.database().messages());
    }

    @Test
    void aWaitWithoutALimitIsWatchedAndEndsWithTheRun() {
        Trial trial = Trial.of("a;").on(conditions -> conditions.identity = OptionalLong.of(1));
        Migri migri = trial.migri();
        assertEquals(1, migri.migrate().applied().size());
    }

    private static Trial watched() {
        return Trial.of("a; b;").on(conditions -> {
            conditions.identity = OptionalLong.of(1);
            conditions.blockers = List.of(LockHolder.builder("connection", 7).build());
        });
    }
}
