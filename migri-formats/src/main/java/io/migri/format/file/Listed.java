package io.migri.format.file;

import io.migri.api.Migration;
import io.migri.spi.source.MigrationSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Migrations in a given order.
 *
 * @param migrations in that order
 * @param folders those beside them, by the folder's name; empty ones count as missing
 * @param refusesLate whether a pending one is refused that stands before an applied one
 */
public record Listed(List<Migration> migrations, Map<String, List<Migration>> folders, boolean refusesLate)
        implements MigrationSource {
    /** Where the migrations are that take others back. */
    public static final String UNDO = "undo";
    /** Where those are that run again after each change. */
    public static final String REPEATABLE = "repeatable";

    public Listed {
        migrations = List.copyOf(migrations);
        folders = Map.copyOf(folders);
    }

    @Override
    public List<Migration> migrations(Set<String> kinds, Consumer<String> passedOver) {
        return migrations;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public Optional<MigrationSource> folder(String name) {
        List<Migration> inside = folders.getOrDefault(name, List.of());
        return inside.isEmpty() ? Optional.empty() : Optional.of(new Listed(inside, Map.of(), false));
    }
}
