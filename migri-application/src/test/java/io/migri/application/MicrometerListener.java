package io.migri.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;

/** Counts and times migrations. */
record MicrometerListener(MeterRegistry registry) implements MigrationListener {

    @Override
    public void planned(Planned event) {
        registry.counter("migri.pending").increment(event.pending().size());
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        registry.timer("migri.applied").record(event.took());
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        registry.counter("migri.failed", "state", event.state().name()).increment();
    }
}
