package io.migri.dialect.sqlite;

import io.migri.dialect.sqlite.history.SqliteAppliedLog;
import io.migri.dialect.sqlite.history.SqliteHistoryNames;
import io.migri.dialect.sqlite.journal.SqliteJournal;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.RecoveryJournal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/** Tables in the database itself. */
record SqliteHistories(SQLiteConnection driver) implements History {

    @Override
    public AppliedLog log(HistoryTable table) {
        return new SqliteAppliedLog(driver, table);
    }

    @Override
    public Optional<AppliedLog> repeatables(HistoryTable table) {
        return Optional.of(log(table.repeatables()));
    }

    @Override
    public Optional<RecoveryJournal> journal(HistoryTable table) {
        return Optional.of(new SqliteJournal(driver, table));
    }

    @Override
    public List<HistoryTable> others(HistoryTable table) throws SQLException {
        return SqliteHistoryNames.others(driver, table);
    }
}
