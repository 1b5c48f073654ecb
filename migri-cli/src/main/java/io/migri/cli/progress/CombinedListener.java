package io.migri.cli.progress;

import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import io.migri.api.report.StatementReport;

/** Tells the first and then the second. */
public record CombinedListener(MigrationListener first, MigrationListener second) implements MigrationListener {

    @Override
    public void told(Message event) {
        first.told(event);
        second.told(event);
    }

    @Override
    public void begun(Undertaking event) {
        first.begun(event);
        second.begun(event);
    }

    @Override
    public void planned(Planned event) {
        first.planned(event);
        second.planned(event);
    }

    @Override
    public void waitingForLock(WaitingForLock event) {
        first.waitingForLock(event);
        second.waitingForLock(event);
    }

    @Override
    public void started(Started event) {
        first.started(event);
        second.started(event);
    }

    @Override
    public void progressed(Progressed event) {
        first.progressed(event);
        second.progressed(event);
    }

    @Override
    public void executed(StatementReport event) {
        first.executed(event);
        second.executed(event);
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        first.applied(event);
        second.applied(event);
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        first.failed(event);
        second.failed(event);
    }

    @Override
    public void notReached(MigrationReport.NotReached event) {
        first.notReached(event);
        second.notReached(event);
    }

    @Override
    public void printed(Printed event) {
        first.printed(event);
        second.printed(event);
    }
}
