package com.example.migri.zip;

import io.migri.spi.source.MigrationSource;
import io.migri.spi.source.MigrationSourceProvider;
import java.net.URI;
import java.nio.file.Path;

/** Opens {@code zip:} locations, such as {@code zip:/srv/app/migrations.zip}. */
public final class ZipSourceProvider implements MigrationSourceProvider {

    @Override
    public String scheme() {
        return "zip";
    }

    @Override
    public MigrationSource open(URI location) {
        return new ZipSource(Path.of(location.getSchemeSpecificPart()));
    }
}
