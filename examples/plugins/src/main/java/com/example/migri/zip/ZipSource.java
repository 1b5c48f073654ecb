package com.example.migri.zip;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.spi.source.MigrationSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files at the top of a zip file. */
record ZipSource(Path file) implements MigrationSource {

    @Override
    public List<Migration> migrations() throws IOException {
        return migrations(kind -> true, passedOver -> {});
    }

    @Override
    public List<Migration> migrations(Set<String> kinds, Consumer<String> passedOver) throws IOException {
        return migrations(kinds::contains, passedOver);
    }

    private List<Migration> migrations(Predicate<String> kinds, Consumer<String> passedOver) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new MigriException(ErrorCode.SOURCE_UNREADABLE, "there is no zip file " + file.toAbsolutePath());
        }
        List<Migration> found = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (name.indexOf('/') < 0 && name.indexOf('.') > 0 && kinds.test(kind(name))) {
                    found.add(migration(name));
                } else if (!entry.isDirectory()) {
                    passedOver.accept(name);
                }
            }
        }
        return found;
    }

    /** What follows the last dot. */
    private static String kind(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Nothing of it is read yet. */
    private Migration migration(String name) {
        return new Migration(name.substring(0, name.lastIndexOf('.')), kind(name), file + "!" + name, () -> open(name));
    }

    @Override
    public Optional<Migration.Content> companion(String fileName) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return Optional.ofNullable(zip.getEntry(fileName)).map(entry -> () -> open(fileName));
        }
    }

    /** Several threads may call it at once, so each stream has a file of its own, which it closes. */
    private InputStream open(String name) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new IOException("gone from " + file + ": " + name);
            }
            return new FilterInputStream(zip.getInputStream(entry)) {
                @Override
                public void close() throws IOException {
                    zip.close();
                }
            };
        } catch (IOException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }
}
