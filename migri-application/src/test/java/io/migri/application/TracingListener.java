package io.migri.application;

import io.migri.api.MigrationReport;
import io.migri.api.event.MigrationListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes each migration a span. */
record TracingListener(Tracer tracer, Map<String, Span> open) implements MigrationListener {

    TracingListener(Tracer tracer) {
        this(tracer, new ConcurrentHashMap<>());
    }

    @Override
    public void started(Started event) {
        open.put(event.name(), tracer.spanBuilder("migri " + event.name()).startSpan());
    }

    @Override
    public void applied(MigrationReport.Applied event) {
        open.remove(event.name())
                .setAttribute("migri.statements", event.statements())
                .end();
    }

    @Override
    public void failed(MigrationReport.Failed event) {
        open.remove(event.name())
                .setStatus(StatusCode.ERROR, event.message().toString())
                .end();
    }
}
