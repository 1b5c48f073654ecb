package io.migri.format.file;

import io.migri.api.Migration;
import io.migri.spi.source.MigrationSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory that is not on any disk. What has a slash in its name lies beside. */
public final class FilesInMemory implements MigrationSource {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    public FilesInMemory with(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    @Override
    public List<Migration> migrations() {
        List<Migration> migrations = new ArrayList<>();
        files.forEach((name, bytes) -> {
            int dot = name.lastIndexOf('.');
            if (!name.contains("/")) {
                migrations.add(new Migration(
                        name.substring(0, dot),
                        name.substring(dot + 1),
                        "m/" + name,
                        () -> new ByteArrayInputStream(bytes)));
            }
        });
        return migrations;
    }

    @Override
    public Optional<Migration.Content> companion(String fileName) {
        return Optional.ofNullable(files.get(fileName)).map(bytes -> () -> new ByteArrayInputStream(bytes));
    }

    /** The names of {@code source}, in its order. */
    public static List<String> names(MigrationSource source) throws IOException {
        return source.migrations().stream().map(Migration::name).toList();
    }

    /** What the migration of that name says. */
    public static String text(MigrationSource source, String name) throws IOException {
        Migration found = source.migrations().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (InputStream bytes = found.content().open()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
