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
        this.last = said(invocation, Setting.UP_TO);
        this.most = most(invocation);
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

    /** What a script has left empty by mistake must not mean all. */
    private static Optional<String> said(Invocation invocation, Setting setting) {
        Optional<String> value = invocation.value(setting);
        if (value.isEmpty() && invocation.options().containsKey(setting)) {
            throw invocation.invalid(setting, "it is empty.");
        }
        return value;
    }

    private static OptionalInt most(Invocation invocation) {
        Optional<String> given = said(invocation, Setting.COUNT);
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        String text = given.get();
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw invocation.invalid(Setting.COUNT, "'" + text + "' is not a whole number of 1 or more.");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }
}
