package io.migri.core.lock;

import io.migri.api.Cancellation;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Passes a request to stop on to the database until the run has ended. It asks again and again, because a request that arrives
 * between two statements cancels nothing.
 */
public final class Interruption implements AutoCloseable {
    private static final long AGAIN_MILLIS = 200;

    private final Cancellation cancellation;
    private final DialectSession session;
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Cancellation.Registration registration;

    /** From now on a request to stop goes to {@code session}, until this is closed. */
    public Interruption(Cancellation cancellation, DialectSession session) {
        this.cancellation = cancellation;
        this.session = session;
        this.registration = cancellation.onRequest(this::start);
    }

    public boolean requested() {
        return cancellation.requested();
    }

    /** Waits, but not beyond a request to stop. */
    public void sleep(long millis) {
        try {
            if (requested.await(millis, TimeUnit.MILLISECONDS)) {
                throw interrupted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    /** The statement that was to be stopped has ended; those that clean up behind it are not to be stopped. */
    public void stopCancelling() {
        ended.countDown();
    }

    public static MigriException interrupted() {
        return new MigriException(ErrorCode.INTERRUPTED, "interrupted");
    }

    private void start() {
        requested.countDown();
        Thread thread = new Thread(this::cancelUntilEnded, "migri-cancel");
        thread.setDaemon(true);
        thread.start();
    }

    private void cancelUntilEnded() {
        try {
            do {
                cancelOnce();
            } while (!ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that fails is asked again, and who waits for it waits on. */
    private void cancelOnce() {
        try {
            session.cancel();
        } catch (MigriException e) {
            // it must not throw
        }
    }

    @Override
    public void close() {
        registration.close();
        ended.countDown();
    }
}
