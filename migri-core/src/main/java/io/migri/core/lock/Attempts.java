package io.migri.core.lock;

import static java.util.Objects.requireNonNull;

import io.migri.api.Cancellation;
import io.migri.api.MigriException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Tries something again until it succeeds, for a limited time. Each attempt has a thread of its own. So neither the limit nor a
 * request to stop waits for an attempt that hangs, such as one to connect to a host that is silent.
 */
public final class Attempts {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final long end;
    private final Cancellation cancellation;

    /** From now on the time runs. */
    public Attempts(Duration limit, Cancellation cancellation) {
        this.end = System.nanoTime() + limit.toNanos();
        this.cancellation = cancellation;
    }

    /**
     * What {@code attempt} has brought at last; empty where the time is over. Whatever it throws ends the attempts.
     *
     * @param unwanted gets what an attempt brings that nobody waits for any more
     * @throws MigriException with code {@code INTERRUPTED} on a request to stop
     */
    public <T> Optional<T> until(Attempt<T> attempt, Consumer<? super T> unwanted) {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            Optional<T> answer = once(attempt, unwanted);
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (answer.isPresent() || left <= 0) {
                return answer;
            }
            pause(Math.min(pause, left));
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private <T> Optional<T> once(Attempt<T> attempt, Consumer<? super T> unwanted) {
        CompletableFuture<Optional<T>> asked = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(attempt, unwanted, asked), "migri-attempt");
        thread.setDaemon(true);
        thread.start();
        try {
            return await(asked, end - System.nanoTime()).orElse(Optional.empty());
        } finally {
            if (asked.isCancelled()) {
                thread.interrupt();
            }
        }
    }

    private static <T> void run(
            Attempt<T> attempt, Consumer<? super T> unwanted, CompletableFuture<Optional<T>> asked) {
        try {
            Optional<T> answer = attempt.once();
            if (!asked.complete(answer)) {
                answer.ifPresent(unwanted);
            }
        } catch (RuntimeException | Error e) {
            asked.completeExceptionally(e);
        }
    }

    private void pause(long millis) {
        var unused = await(new CompletableFuture<>(), TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** What {@code asked} brings; empty where it brings nothing in time, and is cancelled then. */
    @SuppressWarnings("try") // it works by being open
    private <T> Optional<T> await(CompletableFuture<T> asked, long nanos) {
        try (Cancellation.Registration registration = cancellation.onRequest(() -> asked.cancel(false))) {
            return Optional.of(asked.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return asked.cancel(false) ? Optional.empty() : await(asked, 0);
        } catch (CancellationException e) {
            throw Interruption.interrupted();
        } catch (InterruptedException e) {
            asked.cancel(false);
            Thread.currentThread().interrupt();
            throw Interruption.interrupted();
        } catch (ExecutionException e) {
            throw rethrown(requireNonNull(e.getCause()));
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /** Something that may have no answer yet. */
    @FunctionalInterface
    public interface Attempt<T> {
        Optional<T> once();
    }
}
