package io.migri.core.source;

import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import java.net.URI;
import java.nio.file.Path;

/** Directories, as {@code file:} URLs. */
public final class FileSourceProvider implements MigrationSourceProvider {

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public MigrationSource open(URI location) {
        boolean relative = location.isOpaque();
        return new DirectorySource(relative ? Path.of(location.getSchemeSpecificPart()) : Path.of(location));
    }
}
