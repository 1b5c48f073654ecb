package io.migri.testkit.scripted;

import io.migri.testkit.scripted.Fault.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The failures that are still to come, and what others do meanwhile. Some of it is asked for by threads that look on. */
final class Faults {
    private final List<Pending> pending = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();

    synchronized void add(Fault fault) {
        pending.add(new Pending(fault));
    }

    synchronized void before(String place, Runnable deed) {
        deeds.add(new Deed(Fault.at(place), deed));
    }

    synchronized void clear() {
        pending.clear();
        deeds.clear();
    }

    /** What others do first. */
    void meanwhile(String operation, int message) {
        due(operation, message).forEach(deed -> deed.deed().run());
    }

    private synchronized List<Deed> due(String operation, int message) {
        List<Deed> due = new ArrayList<>(deeds);
        due.removeIf(deed -> !deed.place().concerns(operation, message));
        deeds.removeAll(due);
        return due;
    }

    /** The failure there, if there is one. */
    synchronized Optional<Fault> at(String operation, int message, boolean beforeMessage) {
        for (Pending one : pending) {
            boolean then = (one.fault.moment() == Moment.BEFORE_MESSAGE) == beforeMessage;
            if (then && one.fault.concerns(operation, message) && one.strikes()) {
                return Optional.of(one.fault);
            }
        }
        return Optional.empty();
    }

    /** A failure, and how often it has been met. */
    private static final class Pending {
        private final Fault fault;
        private int passed;
        private int struck;

        Pending(Fault fault) {
            this.fault = fault;
        }

        boolean strikes() {
            if (passed < fault.passes()) {
                passed++;
                return false;
            }
            return struck++ < fault.times();
        }
    }

    /** Something that happens once, before what is asked for there. */
    private record Deed(Fault place, Runnable deed) {}
}
