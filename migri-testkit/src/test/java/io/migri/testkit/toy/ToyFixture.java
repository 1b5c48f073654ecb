package io.migri.testkit.toy;

import io.migri.api.ConnectionConfig;
import io.migri.spi.Dialect;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.LegacyHistory;
import io.migri.testkit.Limitation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The toy on a file. */
record ToyFixture(Path directory, Dialect dialect) implements DialectFixture {
    static final String SLOW_STATEMENT =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000) SELECT count(*) FROM n";
    static final String SESSION_STATE = "PRAGMA foreign_keys";

    ToyFixture(Path directory) {
        this(directory, new ToyDialect());
    }

    @Override
    public ConnectionConfig config() {
        return ConnectionConfig.of(directory.resolve("test.toy").toString());
    }

    @Override
    public List<String> sessionChanges() {
        return List.of("PRAGMA foreign_keys = ON");
    }

    @Override
    public Set<Limitation> limitations() {
        return Set.of(
                Limitation.NO_SERVER,
                Limitation.NO_ACCOUNTS,
                Limitation.NO_COMMITTING_CODE,
                Limitation.NO_LOCK_TIMEOUT,
                Limitation.TEMPORARIES_STAY,
                Limitation.LOCKS_TRANSACTIONS_ONLY,
                Limitation.LOCK_HOLDER_UNKNOWN,
                Limitation.NO_FILES_KEPT);
    }

    @Override
    public List<String> beyondRehearsal() {
        return List.of("ATTACH 'other.db' AS other");
    }

    @Override
    public Optional<LegacyHistory> legacyHistory() {
        return Optional.of(LegacyHistory.serial());
    }
}
