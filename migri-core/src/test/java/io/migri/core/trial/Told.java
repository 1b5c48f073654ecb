package io.migri.core.trial;

import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import java.util.ArrayList;
import java.util.List;

/** What a run has told, a line each. Used by several threads. */
final class Told implements MigrationListener {
    private final List<String> lines = new ArrayList<>();

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private synchronized void add(String line) {
        lines.add(line);
    }

    @Override
    public void told(Message event) {
        String about = event.migration().map(name -> name + ": ").orElse("remarked: ");
        add(switch (event.level()) {
                    case INFO -> "informed: ";
                    case NOTE -> about;
                    case WARNING -> "warned: ";
                }
                + event.text());
    }

    @Override
    public void planned(Planned event) {
        add("planned: " + String.join(", ", event.pending()));
    }

    @Override
    public void waitingForLock(WaitingForLock event) {
        add("waiting");
    }

    @Override
    public void started(Started event) {
        add("started: " + event.name());
    }

    @Override
    public void printed(Printed event) {
        add("printed: " + event.line());
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        add("applied: " + event.name() + ", " + event.statements());
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        add("failed: " + event.name() + ", " + event.message() + ", " + event.state());
    }

    @Override
    public void rolledBack(MigrationReport.RolledBack event) {
        add("rolled back: " + event.name());
    }

    @Override
    public void notReached(MigrationReport.NotReached event) {
        add("not reached: " + event.name());
    }
}
