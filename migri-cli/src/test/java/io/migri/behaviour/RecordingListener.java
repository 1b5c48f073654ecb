package io.migri.behaviour;

import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes down what it hears, but for progress, which depends on how a migration is sent. */
final class RecordingListener implements MigrationListener {
    private final List<String> heard = new ArrayList<>();
    private final Set<Thread> threads = new HashSet<>();

    List<String> heard() {
        return List.copyOf(heard);
    }

    /** On how many threads. */
    int threads() {
        return threads.size();
    }

    @Override
    public void planned(Planned event) {
        hear("planned " + event.found() + " " + event.pending());
    }

    @Override
    public void waitingForLock(WaitingForLock event) {
        hear("waitingForLock");
    }

    @Override
    public void started(Started event) {
        hear("started " + event.name() + " " + event.ordinal() + "/" + event.total() + " of " + event.statements());
    }

    @Override
    public void told(Message event) {
        if (event.level() == Level.NOTE) {
            event.migration().ifPresent(name -> hear("noticed " + name));
        }
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        hear("applied " + event.name());
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        hear("failed " + event.name());
    }

    @Override
    public void notReached(MigrationReport.NotReached event) {
        hear("notReached " + event.name());
    }

    private void hear(String event) {
        heard.add(event);
        threads.add(Thread.currentThread());
    }
}
