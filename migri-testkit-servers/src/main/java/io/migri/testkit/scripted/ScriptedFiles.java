package io.migri.testkit.scripted;

import io.migri.api.Migration;
import io.migri.spi.source.MigrationSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Migrations in memory, which a test may change between two runs. */
public final class ScriptedFiles implements MigrationSource {
    private final Map<String, Migration.Content> files = new TreeMap<>();

    /**
     * Adds or replaces a migration.
     *
     * @param name its name, with an extension where it is not {@code sql}
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
        List<Migration> migrations = new ArrayList<>();
        files.forEach((file, content) -> {
            int dot = file.lastIndexOf('.');
            migrations.add(new Migration(file.substring(0, dot), file.substring(dot + 1), file, content));
        });
        return migrations;
    }
}
