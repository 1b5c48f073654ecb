package io.migri.core.verify;

import io.migri.api.AppliedMigration;
import io.migri.api.undo.Undo;
import io.migri.core.record.ForwardingAppliedLog;
import io.migri.spi.history.AppliedLog;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A log in which none of the steps of a trial is done. They change it as the runs of migrations and undos would. */
record TrialLog(AppliedLog log) implements ForwardingAppliedLog {

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        return log.read().map(all -> List.of());
    }

    @Override
    public List<String> append(AppliedMigration step) {
        String migration = Trial.migrationOf(step.name());
        return Undo.isName(step.name())
                ? log.remove(migration)
                : log.append(new AppliedMigration(migration, step.appliedAt()));
    }

    @Override
    public List<String> absent(String step) {
        return List.of();
    }
}
