package io.migri.core.run;

import io.migri.api.AppliedMigration;
import io.migri.api.LockHolder;
import io.migri.spi.AppliedLog;
import io.migri.spi.DialectSession;
import io.migri.spi.StoredScript;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An applied log that is read and made as soon as nobody is in the way, where the database lets others keep readers out. */
record PatientLog(AppliedLog log, DialectSession session, String name, Patience patience, ReadingLimit limit)
        implements AppliedLog {

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        return patience.whileBusy(() -> limit.within("the history table " + name, log::read), this::holder);
    }

    @Override
    public void prepare() throws SQLException {
        patience.whileBusy(this::prepared, this::holder);
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        return log.append(migration);
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        return log.append(migration, script);
    }

    @Override
    public List<String> absent(String migration) {
        return log.absent(migration);
    }

    @Override
    public boolean undoneByRollback() {
        return log.undoneByRollback();
    }

    @Override
    public boolean complete() {
        return log.complete();
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return patience.whileBusy(
                () -> limit.within("the recorded text of " + migration, () -> log.script(migration)), this::holder);
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        return log.replace(migration, script);
    }

    @Override
    public List<String> remove(String migration) {
        return log.remove(migration);
    }

    @Override
    public void appended(AppliedMigration migration) throws SQLException {
        log.appended(migration);
    }

    private boolean prepared() throws SQLException {
        log.prepare();
        return true;
    }

    private Optional<LockHolder> holder() throws SQLException {
        return session.lockHolder(name);
    }
}
