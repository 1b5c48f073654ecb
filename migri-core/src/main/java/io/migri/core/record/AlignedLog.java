package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.api.Migration;
import io.migri.core.source.Composed;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.StoredScript;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The applied log under the names of the files. Two names that differ only in how their letters are composed (Unicode's NFC and NFD) are one
 * name to a person, and file systems change one into the other; so a recorded name goes by that of its file.
 */
final class AlignedLog implements ForwardingAppliedLog {
    private final AppliedLog log;
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> recorded = new HashMap<>();

    AlignedLog(AppliedLog log, List<Migration> migrations) {
        this.log = log;
        migrations.forEach(one -> files.put(Composed.of(one.name()), one.name()));
    }

    @Override
    public AppliedLog log() {
        return log;
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        return log.read().map(all -> all.stream().map(this::aligned).toList());
    }

    private AppliedMigration aligned(AppliedMigration entry) {
        String file = files.getOrDefault(Composed.of(entry.name()), entry.name());
        if (file.equals(entry.name())) {
            return entry;
        }
        recorded.put(file, entry.name());
        return named(file, entry);
    }

    private static AppliedMigration named(String name, AppliedMigration entry) {
        return new AppliedMigration(name, entry.appliedAt(), entry.fingerprint(), entry.took(), entry.appliedBy());
    }

    private String recorded(String name) {
        return recorded.getOrDefault(name, name);
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return log.script(recorded(migration));
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        return log.replace(named(recorded(migration.name()), migration), script);
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return log.keepUndo(recorded(migration), undo);
    }

    @Override
    public List<String> remove(String migration) {
        return log.remove(recorded(migration));
    }
}
