package io.migri.core.repeatable;

import io.migri.api.AppliedMigration;
import io.migri.core.record.ForwardingAppliedLog;
import io.migri.core.source.RepeatableName;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.StoredScript;
import java.sql.SQLException;
import java.util.List;

/** The history in a dry run, which records no repeatables: their table need not be there, and a transaction must not ask for it then. */
record UnkeptLog(AppliedLog log) implements ForwardingAppliedLog {

    @Override
    public List<String> append(AppliedMigration migration) {
        return RepeatableName.is(migration.name()) ? List.of() : log.append(migration);
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return RepeatableName.is(migration) ? List.of() : log.keepUndo(migration, undo);
    }

    @Override
    public List<String> absent(String migration) {
        return RepeatableName.is(migration) ? List.of() : log.absent(migration);
    }

    @Override
    public void appended(AppliedMigration migration) throws SQLException {
        if (!RepeatableName.is(migration.name())) {
            log.appended(migration);
        }
    }
}
