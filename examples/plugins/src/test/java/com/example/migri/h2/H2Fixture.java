package com.example.migri.h2;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.spi.Dialect;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.Limitation;
import io.migri.testkit.RedactionContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An H2 database in a file of a new directory. */
public final class H2Fixture implements DialectFixture {
    private final Path directory;

    public H2Fixture() {
        try {
            directory = Files.createTempDirectory("h2-");
            dialect().connect(config()).close(); // whoever makes a database chooses the password
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
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
    public Optional<String> otherSchema() throws SQLException {
        try (Connection connection = dialect().connect(config());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS ASIDE");
        }
        return Optional.of("ASIDE");
    }

    @Override
    public List<String> sessionChanges() {
        return List.of("SET SCHEMA INFORMATION_SCHEMA", "SET TIME ZONE 'Asia/Kathmandu'");
    }

    @Override
    public Set<Limitation> limitations() {
        return Set.of(Limitation.NO_SERVER, Limitation.DDL_COMMITS);
    }

    @Override
    public List<String> committingCode() {
        return List.of(
                "CREATE ALIAS COMMITS AS 'void commit(java.sql.Connection c) throws Exception { c.createStatement().execute(\"COMMIT\"); }'",
                "CALL COMMITS()");
    }

    @Override
    public List<String> givingUpTheLock() {
        return List.of("DELETE FROM MIGRI_LOCK");
    }

    @Override
    public List<String> beyondRehearsal() {
        return List.of(
                "SCRIPT TO '/tmp/copy.sql'",
                "RUNSCRIPT FROM '/tmp/copy.sql'",
                "BACKUP TO '/tmp/copy.zip'",
                "CREATE LINKED TABLE A('', 'jdbc:h2:mem:other', '', '', 'B')",
                "CREATE ALIAS EXITS FOR 'java.lang.System.exit'",
                "SELECT FILE_WRITE('x', '/tmp/copy')",
                "CALL CSVWRITE('/tmp/copy.csv', 'SELECT 1')");
    }

    @Override
    public List<String> passwords() {
        return List.of(
                "CREATE USER SOMEBODY PASSWORD '" + RedactionContract.SECRET + "'",
                "ALTER USER SA SET PASSWORD '" + RedactionContract.SECRET + "'",
                "SET PASSWORD '" + RedactionContract.SECRET + "'");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
