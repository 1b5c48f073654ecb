package io.migri.cli.progress;

import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import io.migri.cli.output.Durations;
import io.migri.cli.output.Printable;
import java.time.Duration;
import java.util.function.Consumer;

/** Says for what a run waits that has not been heard of for a while: a server that is silent, a statement that takes its time. */
public final class StillWaiting implements MigrationListener, AutoCloseable {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Consumer<String> teller;
    private final Duration first;
    private final Duration again;
    private String subject = "the database to answer";
    private long heard = System.nanoTime();
    private long told = heard;
    private boolean silent = true;
    private boolean closed;

    private StillWaiting(Consumer<String> teller, Duration first, Duration again) {
        this.teller = teller;
        this.first = first;
        this.again = again;
    }

    /** From now on, until it is closed, {@code teller} is told. A database in a file has no server that could be silent. */
    public static StillWaiting on(ConnectionConfig target, Consumer<String> teller) {
        boolean file = target.host().isEmpty() && target.port().isEmpty();
        return begin(file ? text -> {} : teller, FIRST, AGAIN);
    }

    static StillWaiting begin(Consumer<String> teller, Duration first, Duration again) {
        StillWaiting waiting = new StillWaiting(teller, first, again);
        Thread thread = new Thread(waiting::watch, "migri-waiting");
        thread.setDaemon(true);
        thread.start();
        return waiting;
    }

    @Override
    public synchronized void planned(Planned event) {
        heard("the database to answer");
    }

    @Override
    public synchronized void waitingForLock(WaitingForLock event) {
        heard(subject);
    }

    @Override
    public synchronized void told(Message event) {
        if (event.level() == Level.INFO) {
            heard(subject);
        }
    }

    @Override
    public synchronized void started(Started event) {
        heard(statement(event.name(), 0, event.statements()));
    }

    @Override
    public synchronized void progressed(Progressed event) {
        heard(statement(event.name(), event.done(), event.statements()));
    }

    @Override
    public synchronized void applied(MigrationReport.Applied event) {
        heard("the database to answer");
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private static String statement(String migration, long done, long all) {
        return all == 0
                ? Printable.text(migration)
                : "statement " + Math.min(all, done + 1) + " of " + all + " of " + Printable.text(migration);
    }

    private void heard(String next) {
        subject = next;
        heard = System.nanoTime();
        silent = true;
    }

    private synchronized void watch() {
        try {
            while (!closed) {
                long now = System.nanoTime();
                long due = silent ? heard + first.toNanos() : told + again.toNanos();
                if (now - due >= 0) {
                    silent = false;
                    told = now;
                    teller.accept(
                            "for " + subject + ", " + Durations.seconds(Duration.ofNanos(now - heard)) + " so far");
                } else {
                    wait(Math.max(1, (due - now) / 1_000_000));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
