package io.migri.cli.settings;

import io.migri.Migri;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import java.util.Optional;
import java.util.OptionalInt;

/** How far a run goes: up to a migration, or that many; and whether all of that is one step. */
public final class StepSettings {
    private final Optional<String> last;
    private final OptionalInt most;
    private final boolean together;

    /** @throws UsageException where a setting has a value that it cannot have */
    public StepSettings(Invocation invocation) {
        this.last = new GivenValue(invocation, Setting.UP_TO).text();
        this.most = new GivenValue(invocation, Setting.COUNT).count();
        this.together = invocation.takes(Setting.SINGLE_TRANSACTION) && invocation.on(Setting.SINGLE_TRANSACTION);
        if (last.isPresent() && most.isPresent()) {
            throw invocation.misused("Give one of '--to' and '--count'.");
        }
    }

    public void applyTo(Migri.Builder migri) {
        last.ifPresent(migri::to);
        most.ifPresent(migri::count);
        migri.singleTransaction(together);
    }
}
