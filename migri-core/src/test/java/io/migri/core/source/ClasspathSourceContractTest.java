package io.migri.core.source;

import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import io.migri.testkit.MigrationSourceContract;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class ClasspathSourceContractTest extends MigrationSourceContract {
    @TempDir
    private Path root;

    private @Nullable URLClassLoader loader;

    @AfterEach
    void close() throws IOException {
        if (loader != null) {
            loader.close();
        }
    }

    @Override
    protected MigrationSource source(Map<String, byte[]> files) throws IOException {
        Path folder = Files.createDirectories(root.resolve("db/migrations"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling(""));
            Files.write(target, file.getValue());
        }
        return new ClasspathSource("db/migrations", loader());
    }

    @Override
    protected boolean hasFolders() {
        return true;
    }

    @Override
    protected MigrationSource missing() throws IOException {
        return new ClasspathSource("db/missing", loader());
    }

    @Override
    protected Optional<MigrationSourceProvider> provider() {
        return Optional.of(new ClasspathSourceProvider());
    }

    private URLClassLoader loader() throws IOException {
        URLClassLoader made = new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
        loader = made;
        return made;
    }
}
