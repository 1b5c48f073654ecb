package com.example.migri.zip;

import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import io.migri.testkit.MigrationSourceContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

final class ZipSourceContractTest extends MigrationSourceContract {
    @TempDir
    private Path directory;

    @Override
    protected MigrationSource source(Map<String, byte[]> files) throws IOException {
        Path zip = Files.createTempFile(directory, "migrations", ".zip");
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue());
            }
        }
        return new ZipSourceProvider().open(URI.create("zip:" + zip));
    }

    @Override
    protected MigrationSource missing() {
        return new ZipSourceProvider().open(URI.create("zip:" + directory.resolve("missing.zip")));
    }

    @Override
    protected Optional<MigrationSourceProvider> provider() {
        return Optional.of(new ZipSourceProvider());
    }
}
