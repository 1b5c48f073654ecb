package io.migri.cli.progress;

import io.migri.api.LockHolder;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.ServerProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps what is known of the migration under way. Safe for use by several threads. */
final class UnderWay implements MigrationListener {
    private final LongSupplier nanos;
    private @Nullable Started current;
    private long startedAt;
    private long done;
    private long read;
    private long size;
    private Optional<ServerProgress> server = Optional.empty();
    private List<LockHolder> blockers = List.of();

    /** @param nanos a clock such as {@link System#nanoTime} */
    UnderWay(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public synchronized void started(Started event) {
        current = event;
        startedAt = nanos.getAsLong();
        done = 0;
        read = 0;
        size = 0;
        server = Optional.empty();
        blockers = List.of();
    }

    @Override
    public synchronized void progressed(Progressed event) {
        done = event.done();
    }

    @Override
    public synchronized void read(Read event) {
        read = event.bytes();
        size = event.size();
    }

    /** May be about the one before, which was observed a moment ago. */
    @Override
    public synchronized void observed(Observed event) {
        if (current != null && current.name().equals(event.name())) {
            server = event.progress();
            blockers = event.blockers();
        }
    }

    synchronized void ended() {
        current = null;
    }

    /** Empty between two migrations. */
    synchronized Optional<Step> now() {
        if (current == null) {
            return Optional.empty();
        }
        Duration elapsed = Duration.ofNanos(nanos.getAsLong() - startedAt);
        return Optional.of(new Step(current, elapsed, done, read, size, server, blockers));
    }
}
