package io.migri.core.source;

import static java.util.Objects.requireNonNull;

import io.migri.api.Migration;
import java.util.List;

/**
 * A script that is applied again whenever it has changed.
 *
 * @param migration its file, under the name that {@link RepeatableName} gives it
 * @param depends the names of the repeatables that come before it; it is applied again after each of them
 */
public record Repeatable(Migration migration, List<String> depends) {

    public Repeatable {
        requireNonNull(migration, "migration");
        depends = List.copyOf(depends);
    }

    /** By which everybody calls it. */
    public String name() {
        return migration.name();
    }
}
