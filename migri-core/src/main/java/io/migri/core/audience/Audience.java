package io.migri.core.audience;

import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import io.migri.api.report.StatementReport;
import io.migri.api.text.Printable;
import io.migri.api.text.Text;
import io.migri.core.guest.Guests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells each listener, in the order in which they were given, and the log last. Whatever one of them throws ends here: what a run does must
 * not depend on who watches. The others hear of it, once for each listener.
 */
public final class Audience implements MigrationListener {
    private final List<MigrationListener> listeners;
    private final Optional<ApplicationLog> log;
    private final List<Seat> seats = new ArrayList<>();

    private Audience(List<MigrationListener> listeners, Optional<ApplicationLog> log) {
        this.listeners = List.copyOf(listeners);
        this.log = log;
        for (MigrationListener listener : listeners) {
            seats.add(new Seat(listener));
        }
        if (log.isPresent()) {
            seats.add(new Seat(log.get()));
        }
    }

    /**
     * Who is told.
     *
     * @param logged whether the application's log is, where there is one
     */
    public static MigrationListener of(List<MigrationListener> listeners, boolean logged) {
        Optional<ApplicationLog> log = logged ? Slf4jLog.find() : Optional.empty();
        return listeners.isEmpty() && log.isEmpty() ? NONE : new Audience(listeners, log);
    }

    /** The same for a run that undoes what it does. */
    public static MigrationListener ofDryRun(MigrationListener audience) {
        return audience instanceof Audience all && all.log.isPresent()
                ? new Audience(all.listeners, all.log.map(ApplicationLog::ofDryRun))
                : audience;
    }

    @Override
    public void told(Message event) {
        each("told", MigrationListener::told, event);
    }

    @Override
    public void waitingForDatabase(WaitingForDatabase event) {
        each("waitingForDatabase", MigrationListener::waitingForDatabase, event);
    }

    @Override
    public void begun(Undertaking event) {
        each("begun", MigrationListener::begun, event);
    }

    @Override
    public void planned(Planned event) {
        each("planned", MigrationListener::planned, event);
    }

    @Override
    public void waitingForLock(WaitingForLock event) {
        each("waitingForLock", MigrationListener::waitingForLock, event);
    }

    @Override
    public void started(Started event) {
        each("started", MigrationListener::started, event);
    }

    @Override
    public void progressed(Progressed event) {
        each("progressed", MigrationListener::progressed, event);
    }

    @Override
    public void read(Read event) {
        each("read", MigrationListener::read, event);
    }

    @Override
    public void observed(Observed event) {
        each("observed", MigrationListener::observed, event);
    }

    @Override
    public boolean observes() {
        for (Seat seat : seats) {
            try {
                if (seat.listener.observes()) {
                    return true;
                }
            } catch (Throwable e) {
                // an error, too: what a run does must not depend on who watches
                threw(seat, "observes", e);
            }
        }
        return false;
    }

    @Override
    public void executed(StatementReport event) {
        each("executed", MigrationListener::executed, event);
    }

    @Override
    public void printed(Printed event) {
        each("printed", MigrationListener::printed, event);
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        each("applied", MigrationListener::applied, event);
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        each("failed", MigrationListener::failed, event);
    }

    @Override
    public void rolledBack(MigrationReport.RolledBack event) {
        each("rolledBack", MigrationListener::rolledBack, event);
    }

    @Override
    public void notReached(MigrationReport.NotReached event) {
        each("notReached", MigrationListener::notReached, event);
    }

    private <E> void each(String name, Call<E> call, E event) {
        for (Seat seat : seats) {
            tell(seat, name, call, event);
        }
    }

    private <E> void tell(Seat seat, String name, Call<E> call, E event) {
        try {
            call.on(seat.listener, event);
        } catch (Throwable e) {
            // an error, too: what a run does must not depend on who watches
            threw(seat, name, e);
        }
    }

    private void threw(Seat seat, String event, Throwable failure) {
        if (!seat.misbehaved.getAndSet(true)) {
            try {
                announce(seat, Guests.describe(seat.listener) + " threw " + failure + " in " + event + "()", failure);
            } catch (Throwable e) {
                // one that cannot even be reported must not end the run either
            }
        }
    }

    private void announce(Seat guilty, String found, Throwable failure) {
        String text = Printable.line("a listener misbehaved: " + found + "; the run goes on");
        Optional<ApplicationLog> told = guilty.isLog() ? Optional.empty() : log;
        told.ifPresentOrElse(one -> one.misbehaved(text, failure), () -> System.getLogger("io.migri")
                .log(System.Logger.Level.WARNING, text, failure));
        Message warning = new Message(Level.WARNING, Optional.empty(), Text.of(text));
        for (Seat seat : seats) {
            if (seat.misbehaved != guilty.misbehaved && !seat.isLog()) {
                tell(seat, "told", MigrationListener::told, warning);
            }
        }
    }

    /** The method of a listener that hears of an event. */
    @FunctionalInterface
    private interface Call<E> {
        void on(MigrationListener listener, E event);
    }

    /** A listener, and whether it has thrown. */
    private record Seat(MigrationListener listener, AtomicBoolean misbehaved) {
        Seat(MigrationListener listener) {
            this(listener, new AtomicBoolean());
        }

        boolean isLog() {
            return listener instanceof ApplicationLog;
        }
    }
}
