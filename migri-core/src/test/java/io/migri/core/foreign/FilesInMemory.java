package io.migri.core.foreign;

import io.migri.api.Migration;
import io.migri.core.source.SortedMigrations;
import io.migri.spi.source.MigrationSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A directory that is not on any disk: the migrations, and what lies beside them. */
final class FilesInMemory implements MigrationSource {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, byte[]> others = new LinkedHashMap<>();

    /** Files that hold one harmless statement. */
    static FilesInMemory named(String... names) {
        FilesInMemory files = new FilesInMemory();
        for (String name : names) {
            files.with(name, "select 1;\n");
        }
        return files;
    }

    FilesInMemory with(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    FilesInMemory beside(String name, String text) {
        others.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    @Override
    public List<Migration> migrations() {
        List<Migration> migrations = new ArrayList<>();
        files.forEach((name, bytes) -> {
            int dot = name.lastIndexOf('.');
            migrations.add(new Migration(
                    name.substring(0, dot),
                    name.substring(dot + 1),
                    "m/" + name,
                    () -> new ByteArrayInputStream(bytes)));
        });
        return migrations;
    }

    @Override
    public Optional<Migration.Content> companion(String fileName) {
        return Optional.ofNullable(others.get(fileName)).map(bytes -> () -> new ByteArrayInputStream(bytes));
    }

    /** What a run that finds {@code recorded} applied says of it. */
    Optional<ForeignFinding> found(String... recorded) {
        return new ForeignCheck(this, null, getClass().getClassLoader())
                .look(SortedMigrations.of(this), Set.of(recorded));
    }

    /** Where a run is refused, as file and line; else what it warns of, or nothing. */
    String verdict(String... recorded) {
        return found(recorded)
                .map(finding -> finding.position()
                        .map(place -> finding.tool() + " " + place.origin() + ":" + place.line())
                        .orElse("warns of " + finding.tool()))
                .orElse("plain");
    }
}
