package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.api.LockHolder;
import io.migri.core.lock.Patience;
import io.migri.core.lock.ReadingLimit;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An applied log that is read and made as soon as nobody is in the way, where the database lets others keep readers out. */
record PatientLog(AppliedLog log, DialectSession session, HistoryTable name, Patience patience, ReadingLimit limit)
        implements ForwardingAppliedLog {

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        return patience.whileBusy(() -> limit.within("the history table " + name, log::read), this::holder);
    }

    @Override
    public void prepare() throws SQLException {
        patience.whileBusy(this::prepared, this::holder);
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return patience.whileBusy(
                () -> limit.within("the recorded text of " + migration, () -> log.script(migration)), this::holder);
    }

    private boolean prepared() throws SQLException {
        log.prepare();
        return true;
    }

    private Optional<LockHolder> holder() throws SQLException {
        return session.locks().holder(name);
    }
}
