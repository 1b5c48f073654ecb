package io.migri.cli.progress;

import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import io.migri.cli.output.Durations;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says now and then that a run is still there, for those who see no terminal: a server that has been silent for a while, and every half
 * minute a migration that takes its time. In the end it says how long a long run took.
 */
public final class StillWaiting implements MigrationListener, AutoCloseable {
    private static final long FIRST = 5_000_000_000L;
    private static final long AGAIN = 30_000_000_000L;

    private final Commentary commentary;
    private final Silence silence;
    private final LongSupplier nanos;
    private final UnderWay underWay;
    private final long began;
    private @Nullable RunTimes times;
    private long heard;
    private long due;
    private boolean closed;

    StillWaiting(Commentary commentary, Silence silence, LongSupplier nanos) {
        this.commentary = commentary;
        this.silence = silence;
        this.nanos = nanos;
        this.underWay = new UnderWay(nanos);
        this.began = nanos.getAsLong();
        heard();
    }

    /** From now on, until it is closed. */
    public static StillWaiting on(ConnectionConfig target, Commentary commentary) {
        boolean file = target.host().isEmpty() && target.port().isEmpty();
        StillWaiting waiting =
                new StillWaiting(commentary, file ? Silence.IS_USUAL : Silence.IS_TOLD, System::nanoTime);
        Thread thread = new Thread(waiting::watch, "migri-waiting");
        thread.setDaemon(true);
        thread.start();
        return waiting;
    }

    /** One that says nothing, because somebody sees how it goes. */
    public static StillWaiting unsaid(Commentary commentary) {
        return new StillWaiting(commentary, Silence.IS_SEEN, System::nanoTime);
    }

    @Override
    public synchronized void planned(Planned event) {
        heard();
    }

    @Override
    public synchronized void waitingForLock(WaitingForLock event) {
        heard();
    }

    @Override
    public synchronized void told(Message event) {
        if (event.level() == Level.INFO) {
            heard();
        }
    }

    @Override
    public synchronized void started(Started event) {
        underWay.started(event);
        due = nanos.getAsLong() + AGAIN;
    }

    @Override
    public void progressed(Progressed event) {
        underWay.progressed(event);
    }

    @Override
    public void read(Read event) {
        underWay.read(event);
    }

    @Override
    public synchronized void applied(MigrationReport.Applied event) {
        if (times == null) {
            times = new RunTimes();
        }
        times.add(event);
        underWay.ended();
        heard();
    }

    @Override
    public synchronized void failed(MigrationReport.Failed event) {
        underWay.ended();
        heard();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        Duration all = Duration.ofNanos(nanos.getAsLong() - began);
        if (silence != Silence.IS_SEEN && times != null && all.toNanos() >= AGAIN) {
            times.tell(all, commentary);
        }
    }

    /** The server has answered. */
    private void heard() {
        if (underWay.now().isEmpty()) {
            heard = nanos.getAsLong();
            due = heard + FIRST;
        }
    }

    private synchronized void watch() {
        try {
            while (!closed) {
                tellWhatIsDue();
                wait(Math.max(1, (due - nanos.getAsLong()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says what is to be said by now. */
    synchronized void tellWhatIsDue() {
        long now = nanos.getAsLong();
        if (now - due < 0) {
            return;
        }
        due = now + AGAIN;
        underWay.now().ifPresentOrElse(step -> commentary.running(spoken(step)), () -> {
            if (silence == Silence.IS_TOLD) {
                commentary.waiting(
                        "for the database to answer, " + Durations.seconds(Duration.ofNanos(now - heard)) + " so far");
            }
        });
    }

    private static String spoken(Step step) {
        StringBuilder text =
                new StringBuilder(step.name()).append(": still running, ").append(step.time());
        for (String part : new String[] {step.statements(), step.bytes()}) {
            text.append(part.isEmpty() ? "" : ", ").append(part);
        }
        return text.toString();
    }

    /** What it means that a database does not answer. */
    enum Silence {
        /** A server that is silent may never answer. */
        IS_TOLD,
        /** A database in a file has no server that could be silent. */
        IS_USUAL,
        /** A terminal shows how it goes. */
        IS_SEEN
    }
}
