package io.migri.spi.support.table;

import static java.util.Objects.requireNonNull;

import io.migri.api.AppliedMigration;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.history.UnfitName;
import io.migri.spi.support.HistoryStatements;
import io.migri.spi.support.Spelling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The history as a table with the columns that {@link HistoryStatements} names, and beside it the table of the files. It makes both, writes
 * them in the migration's transaction, and reads them. Used by the thread that uses the session.
 */
public final class TableLog implements AppliedLog {
    private final OwnTables tables;
    private final HistoryTable table;
    private @Nullable HistoryStatements statements;
    private @Nullable HistoryRows rows;
    private Duration ahead = Duration.ZERO;

    public TableLog(OwnTables tables, HistoryTable table) {
        this.tables = requireNonNull(tables, "tables");
        this.table = requireNonNull(table, "table");
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        HistoryStatements known = new HistoryStatements(tables.spelling(table), table, tables.user());
        statements = known;
        OrdinaryTable.require(tables.connection(), known.spelling(), table.name());
        Instant asked = Instant.now();
        try (Statement statement = tables.connection().createStatement();
                ResultSet found = statement.executeQuery("select * from (select " + tables.now()
                        + " as read_at) migri_clock left outer join " + known.name() + " on 1 = 1")) {
            HistoryRows read = HistoryRows.of(found, table.toString(), tables);
            rows = read;
            ahead = read.readAt().map(now -> Duration.between(asked, now)).orElse(ahead);
            return Optional.of(read.applied());
        } catch (SQLException failure) {
            if (tables.isMissing(failure)) {
                rows = null;
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public void prepare() throws SQLException {
        boolean absent = read().isEmpty();
        if (complete()) {
            return;
        }
        TableMaking making = new TableMaking(tables, spelling());
        making.createSource(table.source());
        if (absent) {
            making.createHistory(table.name());
        } else {
            making.addTo(table.name(), rows().missing());
        }
        read();
    }

    @Override
    public Optional<UnfitName> unfit(String migration) {
        int room = tables.types().room();
        return migration.length() <= room
                ? Optional.empty()
                : Optional.of(new UnfitName(
                        "the history " + table + " has room for " + room + " letters of a name",
                        "give the file a shorter name"));
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        return List.of(
                complete() ? statements().insertMarked(migration) : statements().insertPlain(migration));
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        if (!complete()) {
            return append(migration);
        }
        List<String> all = new ArrayList<>(List.of(statements().insertTimed(migration, ahead)));
        all.addAll(files(migration.name(), script));
        return all;
    }

    @Override
    public List<String> absent(String migration) {
        String id = spelling().column("id");
        return List.of(
                tables.failUnless("not exists (select 1 from " + statements().name() + " where ("
                        + spelling().named(migration) + ") and " + id + " > " + rows().last() + ")"));
    }

    @Override
    public boolean complete() {
        HistoryRows known = rows;
        return known != null && known.missing().isEmpty();
    }

    @Override
    public boolean undoneByRollback() {
        return true;
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return complete() ? statements().script(tables.connection(), migration) : Optional.empty();
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        if (!complete()) {
            throw new UnsupportedOperationException("the table " + table + " has no columns for a fingerprint");
        }
        List<String> all = new ArrayList<>(List.of(statements().update(migration)));
        all.addAll(files(migration.name(), script));
        return all;
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return complete() ? statements().replaceUndo(migration, undo) : List.of();
    }

    @Override
    public List<String> remove(String migration) {
        String row = statements().delete(migration);
        return complete() ? List.of(row, statements().deleteSources(migration)) : List.of(row);
    }

    private List<String> files(String migration, StoredScript script) {
        return List.of(statements().deleteSource(migration), statements().insertSource(migration, script));
    }

    private Spelling spelling() {
        return statements().spelling();
    }

    private HistoryStatements statements() {
        return known(statements);
    }

    private HistoryRows rows() {
        return known(rows);
    }

    private static <T> T known(@Nullable T asked) {
        if (asked == null) {
            throw new IllegalStateException("the log has to be read first");
        }
        return asked;
    }
}
