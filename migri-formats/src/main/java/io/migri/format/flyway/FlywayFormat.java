package io.migri.format.flyway;

import io.migri.api.Migration;
import io.migri.format.file.Listed;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.format.MigrationFormat;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Directories of Flyway: {@code V2__users.sql}, {@code U2__users.sql}, {@code R__views.sql} and {@code B5__all.sql}. */
public final class FlywayFormat implements MigrationFormat {

    @Override
    public String name() {
        return "flyway";
    }

    @Override
    public boolean recognises(MigrationSource directory) throws IOException {
        return directory.migrations().stream()
                .anyMatch(file -> file.name().contains("__") && Script.of(file).isPresent());
    }

    @Override
    public MigrationSource open(MigrationSource directory, FormatContext context) throws IOException {
        Scripts scripts = Scripts.of(directory);
        Settings settings = Settings.of(directory, context, System.getenv());
        Reading reading = new Reading(settings, directory.migrations());
        List<Migration> versioned = new ArrayList<>();
        for (Script one : scripts.toRun(context.recorded())) {
            versioned.add(reading.of(one, one.file().name()));
        }
        List<Migration> undoing = new ArrayList<>();
        for (Script one : scripts.undoing()) {
            for (Script other : scripts.versioned()) {
                if (Script.BY_VERSION.compare(one, other) == 0) {
                    undoing.add(reading.of(one, other.file().name()));
                }
            }
        }
        List<Migration> repeatable = new ArrayList<>();
        for (Script one : scripts.repeatable()) {
            repeatable.add(reading.of(one, one.file().name()));
        }
        return new Listed(
                versioned,
                Map.of(Listed.UNDO, undoing, Listed.REPEATABLE, repeatable),
                !settings.is("outOfOrder", false));
    }

    @Override
    public Optional<ForeignHistory> history() {
        return Optional.of(new FlywayHistory());
    }
}
