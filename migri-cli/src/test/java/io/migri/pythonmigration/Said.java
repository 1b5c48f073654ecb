package io.migri.pythonmigration;

import io.migri.api.event.MigrationListener;
import java.util.ArrayList;
import java.util.List;

/** Collects what migrations print. */
final class Said implements MigrationListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void printed(Printed event) {
        lines.add(event.line());
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
