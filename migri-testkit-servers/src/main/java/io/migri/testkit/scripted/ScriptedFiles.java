package io.migri.testkit.scripted;

import io.migri.api.Migration;
import io.migri.spi.source.MigrationSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Migrations in memory, which a test may change between two runs. */
public final class ScriptedFiles implements MigrationSource {
    private final Map<String, Migration.Content> files = new TreeMap<>();

    /**
     * Adds or replaces a migration.
     *
     * @param name its name, behind that of a folder and a slash where it is in one, with an extension where it is not {@code sql}
     */
    public ScriptedFiles put(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return put(name, () -> new ByteArrayInputStream(bytes));
    }

    public ScriptedFiles put(String name, Migration.Content content) {
        files.put(name.indexOf('.') < 0 ? name + ".sql" : name, content);
        return this;
    }

    public ScriptedFiles remove(String name) {
        files.remove(name.indexOf('.') < 0 ? name + ".sql" : name);
        return this;
    }

    @Override
    public List<Migration> migrations() {
        return in("");
    }

    @Override
    public Optional<MigrationSource> folder(String name) {
        String folder = name + "/";
        return files.keySet().stream().anyMatch(file -> file.startsWith(folder))
                ? Optional.of(() -> in(folder))
                : Optional.empty();
    }

    private List<Migration> in(String folder) {
        List<Migration> migrations = new ArrayList<>();
        files.forEach((file, content) -> {
            String name = file.substring(Math.min(folder.length(), file.length()));
            if (file.startsWith(folder) && name.indexOf('/') < 0) {
                int dot = name.lastIndexOf('.');
                migrations.add(new Migration(name.substring(0, dot), name.substring(dot + 1), file, content));
            }
        });
        return migrations;
    }
}
