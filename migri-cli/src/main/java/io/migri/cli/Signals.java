package io.migri.cli;

import io.migri.api.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into a request to stop, and keeps the process alive until the run has rolled back and said so.
 * The JVM then returns 128 plus the signal's number.
 */
final class Signals {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Cancellation cancellation;
    private final Terminal terminal;
    private final Thread hook = new Thread(this::stop, "migri-stop");
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int status = ExitStatus.INTERRUPTED;

    private Signals(Cancellation cancellation, Terminal terminal) {
        this.cancellation = cancellation;
        this.terminal = terminal;
    }

    /** From now on signals go to {@code cancellation}, until {@link #ended}. */
    static Signals watch(Cancellation cancellation, Terminal terminal) {
        Signals signals = new Signals(cancellation, terminal);
        Runtime.getRuntime().addShutdownHook(signals.hook);
        return signals;
    }

    /** The run is over and has told all there is to tell. */
    void ended(int exitStatus) {
        status = exitStatus;
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // a signal came first: the hook is running and goes by the status
        }
    }

    private void stop() {
        cancellation.request();
        try {
            if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                terminal.printError("error: the database did not let go within " + PATIENCE.toSeconds()
                        + " s: whether the migration under way was rolled back is not known\n");
            } else if (status != ExitStatus.INTERRUPTED) {
                Runtime.getRuntime().halt(status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
