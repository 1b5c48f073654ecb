package com.example.migri.h2;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.spi.Dialect;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.Limitation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An H2 database in a file of a new directory. */
final class H2Fixture implements DialectFixture {
    private final Path directory;

    H2Fixture() {
        try {
            directory = Files.createTempDirectory("h2-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Dialect dialect() {
        return new H2Dialect();
    }

    /** Several processes may use the file at once: the first serves the others. */
    @Override
    public ConnectionConfig config() {
        return ConnectionConfig.builder(directory.resolve("test").toString())
                .dialect("h2")
                .user("sa")
                .password(Secret.of("the right one"))
                .properties(Map.of("AUTO_SERVER", "TRUE"))
                .build();
    }

    @Override
    public List<String> sessionChanges() {
        return List.of(
                "CREATE SCHEMA IF NOT EXISTS ELSEWHERE", "SET SCHEMA ELSEWHERE", "SET TIME ZONE 'Asia/Kathmandu'");
    }

    @Override
    public Set<Limitation> limitations() {
        return Set.of(Limitation.NO_SERVER, Limitation.DDL_COMMITS);
    }
}
