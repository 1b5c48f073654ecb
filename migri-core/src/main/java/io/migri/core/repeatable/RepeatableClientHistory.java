package io.migri.core.repeatable;

import io.migri.api.AppliedMigration;
import io.migri.core.source.RepeatableName;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.StoredScript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a script for the database's client does with the history and with what is recorded of repeatables.
 *
 * @param removal what removes the old entry of a repeatable; nothing where there is none
 */
record RepeatableClientHistory(ClientHistory history, ClientHistory repeatables, Function<String, List<String>> removal)
        implements ClientHistory {

    @Override
    public List<String> making() {
        return both(history.making(), repeatables.making());
    }

    @Override
    public List<String> unchanged() {
        return both(history.unchanged(), repeatables.unchanged());
    }

    @Override
    public List<String> beginning() {
        return history.beginning();
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        String name = migration.name();
        if (!RepeatableName.is(name)) {
            return history.append(migration, script);
        }
        AppliedMigration recorded = new AppliedMigration(
                RepeatableName.plain(name),
                migration.appliedAt(),
                migration.fingerprint(),
                migration.took(),
                migration.appliedBy());
        return both(removal.apply(name), repeatables.append(recorded, script));
    }

    /** Nothing takes a repeatable back. */
    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return RepeatableName.is(migration) ? List.of() : history.keepUndo(migration, undo);
    }

    private static List<String> both(List<String> first, List<String> then) {
        List<String> both = new ArrayList<>(first);
        both.addAll(then);
        return both;
    }
}
