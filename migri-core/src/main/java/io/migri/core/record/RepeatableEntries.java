package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.core.source.RepeatableName;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The log of the repeatables, which records them without their folder, under the names by which everybody calls them. */
record RepeatableEntries(AppliedLog log) implements ForwardingAppliedLog {

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        return log.read().map(all -> all.stream()
                .map(one -> named(RepeatableName.of(one.name()), one))
                .toList());
    }

    @Override
    public Optional<UnfitName> unfit(String migration) throws SQLException {
        return log.unfit(RepeatableName.plain(migration));
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        return log.append(recorded(migration));
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        return log.append(recorded(migration), script);
    }

    @Override
    public List<String> absent(String migration) {
        return log.absent(RepeatableName.plain(migration));
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return log.script(RepeatableName.plain(migration));
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        return log.replace(recorded(migration), script);
    }

    @Override
    public List<String> remove(String migration) {
        return log.remove(RepeatableName.plain(migration));
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return List.of();
    }

    @Override
    public void removed(String migration) throws SQLException {
        log.removed(RepeatableName.plain(migration));
    }

    @Override
    public void appended(AppliedMigration migration) throws SQLException {
        log.appended(recorded(migration));
    }

    private static AppliedMigration recorded(AppliedMigration migration) {
        return named(RepeatableName.plain(migration.name()), migration);
    }

    private static AppliedMigration named(String name, AppliedMigration entry) {
        return new AppliedMigration(name, entry.appliedAt(), entry.fingerprint(), entry.took(), entry.appliedBy());
    }
}
