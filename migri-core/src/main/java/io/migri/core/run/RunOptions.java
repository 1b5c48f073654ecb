package io.migri.core.run;

import io.migri.api.Cancellation;
import io.migri.api.event.MigrationListener;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * How a run behaves.
 *
 * @param lockWait how long to wait for another run at the most
 * @param allowEmpty whether a script that holds nothing at all is applied rather than refused
 * @param settings what executors may look up, by name
 */
public record RunOptions(
        MigrationListener listener,
        Duration lockWait,
        boolean allowEmpty,
        Cancellation cancellation,
        Clock clock,
        Map<String, String> settings) {

    public RunOptions {
        settings = Map.copyOf(settings);
    }
}
