package io.migri.spi.support.table;

import static java.util.Objects.requireNonNull;

import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.RecoveryJournal;
import java.util.Optional;

/**
 * History and journal as tables.
 *
 * @param settlement tells whether a statement in doubt was executed; {@link Settlement#UNKNOWN} where nothing does
 */
public record TableHistory(OwnTables tables, Settlement settlement) implements History {
    public TableHistory {
        requireNonNull(tables, "tables");
        requireNonNull(settlement, "settlement");
    }

    @Override
    public AppliedLog log(HistoryTable table) {
        return new TableLog(tables, table);
    }

    @Override
    public Optional<AppliedLog> repeatables(HistoryTable table) {
        return Optional.of(log(table.repeatables()));
    }

    @Override
    public Optional<RecoveryJournal> journal(HistoryTable table) {
        return Optional.of(new TableJournal(tables, table, settlement));
    }
}
