package io.migri.spi.support.table;

import static java.util.Objects.requireNonNull;

import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.JournalNotes;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.support.JournalRows;
import io.migri.spi.support.JournalStatements;
import io.migri.spi.support.TableNotes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a table with the columns that {@link JournalStatements} names. It makes the table when a migration first needs it. Used by
 * the thread that uses the session.
 */
public final class TableJournal implements RecoveryJournal {
    private final OwnTables tables;
    private final HistoryTable table;
    private final Settlement settlement;
    private @Nullable JournalStatements statements;

    /**
     * A journal.
     *
     * @param table the history that it stands beside
     * @param settlement tells whether a statement in doubt was executed
     */
    public TableJournal(OwnTables tables, HistoryTable table, Settlement settlement) {
        this.tables = requireNonNull(tables, "tables");
        this.table = requireNonNull(table, "table");
        this.settlement = requireNonNull(settlement, "settlement");
    }

    @Override
    public Optional<List<JournalEntry>> read() throws SQLException {
        JournalStatements known =
                JournalStatements.of(tables.spelling(table), table, tables.now(), tables.connectionId());
        statements = known;
        OrdinaryTable.require(tables.connection(), known.spelling(), table.journal());
        try (Statement statement = tables.connection().createStatement();
                ResultSet rows = statement.executeQuery(known.select())) {
            return Optional.of(JournalRows.of(rows).entries());
        } catch (SQLException failure) {
            if (tables.isMissing(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public void prepare() throws SQLException {
        if (read().isEmpty()) {
            new TableMaking(tables, tables.spelling(table)).createJournal(table.journal());
        }
    }

    @Override
    public JournalNotes notes() {
        return new TableNotes(statements(), settlement::before);
    }

    @Override
    public boolean has(JournalEntry entry) throws SQLException {
        try (Statement statement = tables.connection().createStatement();
                ResultSet row = statement.executeQuery(
                        "select 1 from " + statements().table() + statements().where(entry))) {
            return row.next();
        }
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) throws SQLException {
        return settlement.settle(doubt);
    }

    private JournalStatements statements() {
        JournalStatements known = statements;
        if (known == null) {
            throw new IllegalStateException("the journal has to be read first");
        }
        return known;
    }
}
