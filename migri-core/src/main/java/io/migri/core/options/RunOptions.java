package io.migri.core.options;

import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.Decision;
import io.migri.api.event.MigrationListener;
import io.migri.core.foreign.ForeignCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a run behaves.
 *
 * @param lockWait how long to wait for another run at the most
 * @param allowEmpty whether a script that holds nothing at all is applied rather than refused
 * @param foreign looks whether the files were written for another tool
 * @param strict whether changed and late migrations are refused rather than warned of
 * @param anyServer whether a server that Migri is not made for is remarked on rather than refused
 * @param settings what executors may look up, by name
 * @param lockBudget how long statements may wait for locks of the database
 * @param rehearsedRows how many rows of a table a dry run copies where it works on a copy; empty for all
 * @param scratchServer where to rehearse, if not on the server of the database
 * @param report whether to tell what single statements do, which sends them one at a time
 * @param decision what the user says about a statement in doubt; null where nothing was said
 */
public record RunOptions(
        MigrationListener listener,
        Duration lockWait,
        boolean allowEmpty,
        ForeignCheck foreign,
        boolean strict,
        boolean anyServer,
        Cancellation cancellation,
        Clock clock,
        Map<String, String> settings,
        LockBudget lockBudget,
        OptionalLong rehearsedRows,
        Optional<ConnectionConfig> scratchServer,
        boolean report,
        @Nullable Decision decision) {

    public RunOptions {
        settings = Map.copyOf(settings);
    }

    /** The same with a decision. */
    public RunOptions deciding(Decision answer) {
        return with(lockBudget, answer);
    }

    /** The same with that much patience. */
    public RunOptions waiting(LockBudget budget) {
        return with(budget, decision);
    }

    private RunOptions with(LockBudget budget, @Nullable Decision answer) {
        return new RunOptions(
                listener,
                lockWait,
                allowEmpty,
                foreign,
                strict,
                anyServer,
                cancellation,
                clock,
                settings,
                budget,
                rehearsedRows,
                scratchServer,
                report,
                answer);
    }
}
