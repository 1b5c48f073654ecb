package io.migri.core.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.Cancellation;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void theFirstThatSucceedsIsTheLast() {
        Optional<Integer> third = attempts(LONG)
                .until(() -> Optional.of(made.incrementAndGet()).filter(count -> count == 3), unwanted -> {});
        assertEquals(Optional.of(3), third);
        assertEquals(3, made.get());
    }

    @Test
    void whatItThrowsIsTheEnd() {
        MigriException failure = new MigriException(ErrorCode.DATABASE_UNAVAILABLE, "no");
        Error error = new AssertionError("worse");
        assertSame(failure, assertThrows(MigriException.class, () -> attempts(LONG)
                .until(
                        () -> {
                            throw failure;
                        },
                        unwanted -> {})));
        assertSame(error, assertThrows(AssertionError.class, () -> attempts(LONG)
                .until(
                        () -> {
                            throw error;
                        },
                        unwanted -> {})));
    }

    @Test
    void theTimeIsOverWhereNoneSucceeds() {
        Duration little = Duration.ofMillis(200);
        assertEquals(Optional.empty(), attempts(little).until(this::inVain, unwanted -> {}));
        assertTrue(made.get() > 1, "one attempt alone");
    }

    private Optional<String> inVain() {
        made.incrementAndGet();
        return Optional.empty();
    }

    @Test
    void whatComesTooLateIsGivenBack() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        CompletableFuture<String> unwanted = new CompletableFuture<>();
        assertEquals(
                Optional.empty(),
                attempts(Duration.ofMillis(50))
                        .until(
                                () -> {
                                    awaitDeafly(late);
                                    return Optional.of("a connection");
                                },
                                unwanted::complete));
        late.countDown();
        assertEquals("a connection", unwanted.get(60, TimeUnit.SECONDS));
    }

    /** As a driver does that no interruption reaches. */
    private static void awaitDeafly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // deaf
            }
        }
    }

    @Test
    void aRequestToStopEndsAnAttemptThatHangs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Thread stopping = new Thread(() -> {
            awaitDeafly(begun);
            cancellation.request();
        });
        stopping.start();
        MigriException stopped = assertThrows(MigriException.class, () -> attempts(LONG)
                .until(
                        () -> {
                            begun.countDown();
                            awaitDeafly(never);
                            return Optional.of("never");
                        },
                        unwanted -> {}));
        assertEquals(ErrorCode.INTERRUPTED, stopped.code());
        never.countDown();
        stopping.join();
    }

    @Test
    void whoeverWasStoppedBeforeTriesNothing() {
        cancellation.request();
        MigriException stopped =
                assertThrows(MigriException.class, () -> attempts(LONG).until(Optional::empty, unwanted -> {}));
        assertEquals(ErrorCode.INTERRUPTED, stopped.code());
    }

    private Attempts attempts(Duration limit) {
        return new Attempts(limit, cancellation);
    }
}
