package io.migri.dialect.sqlite;

import io.migri.api.ConnectionConfig;
import io.migri.spi.Dialect;
import io.migri.testkit.DialectFixture;
import io.migri.testkit.LegacyHistory;
import io.migri.testkit.Limitation;
import io.migri.testkit.server.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A database in a file of its own. */
public record SqliteFixture(Database database) implements DialectFixture {

    @Override
    public Dialect dialect() {
        return new SqliteDialect();
    }

    @Override
    public ConnectionConfig config() {
        return ConnectionConfig.of(database.name());
    }

    @Override
    public List<String> sessionChanges() {
        return List.of("PRAGMA foreign_keys = ON", "PRAGMA recursive_triggers = ON");
    }

    @Override
    public Set<Limitation> limitations() {
        Set<Limitation> limitations = new TreeSet<>(Set.of(
                Limitation.NO_SERVER,
                Limitation.NO_ACCOUNTS,
                Limitation.NO_COMMITTING_CODE,
                Limitation.LOCKS_TRANSACTIONS_ONLY,
                Limitation.TEMPORARIES_STAY));
        if (!Files.exists(Path.of("/proc/locks"))) {
            limitations.add(Limitation.LOCK_HOLDER_UNKNOWN);
        }
        return limitations;
    }

    @Override
    public List<String> beyondRehearsal() {
        return List.of(
                "ATTACH 'other.db' AS other",
                "attach database 'other.db' as other",
                "VACUUM INTO 'other.db'",
                "PRAGMA temp_store_directory = '/'");
    }

    @Override
    public Optional<LegacyHistory> legacyHistory() {
        return Optional.of(LegacyHistory.serial());
    }
}
