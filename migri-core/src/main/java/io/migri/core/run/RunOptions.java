package io.migri.core.run;

import io.migri.api.Cancellation;
import io.migri.api.Decision;
import io.migri.api.event.MigrationListener;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a run behaves.
 *
 * @param lockWait how long to wait for another run at the most
 * @param allowEmpty whether a script that holds nothing at all is applied rather than refused
 * @param settings what executors may look up, by name
 * @param rehearsedRows how many rows of a table a dry run copies where it works on a copy; empty for all
 * @param decision what the user says about a statement in doubt; null where nothing was said
 */
public record RunOptions(
        MigrationListener listener,
        Duration lockWait,
        boolean allowEmpty,
        Cancellation cancellation,
        Clock clock,
        Map<String, String> settings,
        OptionalLong rehearsedRows,
        @Nullable Decision decision) {

    public RunOptions {
        settings = Map.copyOf(settings);
    }

    /** The same with a decision. */
    RunOptions deciding(Decision answer) {
        return new RunOptions(listener, lockWait, allowEmpty, cancellation, clock, settings, rehearsedRows, answer);
    }
}
