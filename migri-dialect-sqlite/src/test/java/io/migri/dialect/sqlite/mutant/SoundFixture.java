package io.migri.dialect.sqlite.mutant;

import io.migri.api.ConnectionConfig;
import io.migri.dialect.sqlite.SqliteDialect;
import io.migri.dialect.sqlite.mutant.call.Interposed;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import io.migri.spi.Dialect;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.LegacyHistory;
import io.migri.testkit.Limitation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * This dialect with a mutation, on a file in a folder of its own, which goes when the fixture is closed.
 *
 * @param commits whether definitions commit, and {@code CALL commit_it()}: see {@link CommittingDialect}
 */
record SoundFixture(Path folder, Mutation mutation, boolean commits) implements DialectFixture {
    static final String SLOW_STATEMENT =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000000) SELECT count(*) FROM n";

    static SoundFixture with(Mutation mutation, boolean commits) {
        try {
            return new SoundFixture(Files.createTempDirectory("migri-mutant"), mutation, commits);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Dialect dialect() {
        Dialect sound = commits ? CommittingDialect.of(new SqliteDialect()) : new SqliteDialect();
        return Interposed.of(Dialect.class, sound, mutation);
    }

    @Override
    public ConnectionConfig config() {
        return ConnectionConfig.of(folder.resolve("test.db").toString());
    }

    @Override
    public List<String> sessionChanges() {
        return List.of("PRAGMA foreign_keys = ON", "PRAGMA recursive_triggers = ON");
    }

    @Override
    public Set<Limitation> limitations() {
        return commits
                ? Set.of(
                        Limitation.NO_SERVER,
                        Limitation.LOCKS_TRANSACTIONS_ONLY,
                        Limitation.TEMPORARIES_STAY,
                        Limitation.DDL_COMMITS)
                : Set.of(
                        Limitation.NO_SERVER,
                        Limitation.NO_ACCOUNTS,
                        Limitation.NO_COMMITTING_CODE,
                        Limitation.LOCKS_TRANSACTIONS_ONLY,
                        Limitation.TEMPORARIES_STAY);
    }

    @Override
    public List<String> committingCode() {
        return commits ? List.of(CommittingDialect.CALL) : List.of();
    }

    @Override
    public List<String> passwords() {
        return commits ? List.of(CommittingDialect.USER) : List.of();
    }

    @Override
    public List<String> beyondRehearsal() {
        return List.of("ATTACH 'other.db' AS other", "VACUUM INTO 'other.db'");
    }

    @Override
    public Optional<LegacyHistory> legacyHistory() {
        return Optional.of(LegacyHistory.serial());
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
