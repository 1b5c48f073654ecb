package io.migri.core.source;

import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import io.migri.testkit.MigrationSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

final class DirectorySourceContractTest extends MigrationSourceContract {
    @TempDir
    private Path directory;

    @Override
    protected MigrationSource source(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling(""));
            Files.write(target, file.getValue());
        }
        return new FileSourceProvider().open(directory.toUri());
    }

    @Override
    protected boolean hasFolders() {
        return true;
    }

    @Override
    protected MigrationSource missing() {
        return new FileSourceProvider().open(directory.resolve("missing").toUri());
    }

    @Override
    protected Optional<MigrationSourceProvider> provider() {
        return Optional.of(new FileSourceProvider());
    }
}
