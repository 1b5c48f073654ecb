package io.migri.dialect.sqlite;

import io.migri.dialect.sqlite.history.SqliteAppliedLog;
import io.migri.dialect.sqlite.journal.SqliteJournal;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.History;
import io.migri.spi.history.RecoveryJournal;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/** Tables in the database itself. */
record SqliteHistories(SQLiteConnection driver) implements History {

    @Override
    public AppliedLog log(String table) {
        return new SqliteAppliedLog(driver, table);
    }

    @Override
    public Optional<RecoveryJournal> journal(String table) {
        return Optional.of(new SqliteJournal(driver, table));
    }
}
