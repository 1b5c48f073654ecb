package io.migri.dialect.sqlite.history;

import io.migri.api.AppliedMigration;
import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.ClientHistory;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.StoredScript;
import io.migri.spi.support.HistoryStatements;
import io.migri.spi.support.Spelling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/**
 * The table of the Python tool with some columns more, and beside it the one that keeps the files. Rows of ours have no {@code id}, as
 * those of that tool: on SQLite a column of type {@code serial} counts nothing.
 *
 * <p>The table is always that of the database itself: a temporary one of the same name, left by a migration, is not looked at.
 */
public final class SqliteAppliedLog implements AppliedLog {
    private final SQLiteConnection connection;
    private final HistoryTable table;
    private boolean wasRead;
    private boolean complete;
    private boolean numbered = true;
    private long last;

    public SqliteAppliedLog(SQLiteConnection connection, HistoryTable table) {
        this.connection = connection;
        this.table = table;
    }

    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        wasRead = true;
        return history().map(SqliteHistory::applied);
    }

    /** Another run may do the same at the same time, since no lock covers it. */
    @Override
    public void prepare() throws SQLException {
        SqliteHistoryTable.create(connection, table);
        for (String missing : history().orElseThrow().missing()) {
            try {
                SqliteHistoryTable.add(connection, table, missing);
            } catch (SQLException e) {
                if (history().orElseThrow().missing().contains(missing)) {
                    throw e;
                }
            }
        }
        history();
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        HistoryStatements statements = statements(table);
        return List.of(
                complete ? statements.insertMarked(migration) : statements.insertPlain(migration),
                guards(statements).inserted(migration));
    }

    /** The lock of each transaction keeps others out of it, but not out of the time between two. */
    @Override
    public List<String> absent(String migration) {
        return List.of(guards(statements(table)).absent(migration, last));
    }

    @Override
    public List<String> append(AppliedMigration migration, StoredScript script) {
        if (!complete) {
            return append(migration);
        }
        HistoryStatements statements = statements(table);
        return List.of(
                statements.insertTimed(migration, Duration.ZERO),
                guards(statements).inserted(migration),
                statements.deleteSource(migration.name()),
                statements.insertSource(migration.name(), script));
    }

    private SqliteGuards guards(HistoryStatements statements) {
        return new SqliteGuards(statements.name(), numbered);
    }

    /** SQLite has no users. */
    static HistoryStatements statements(HistoryTable table) {
        String user = System.getProperty("user.name");
        Spelling spelling = new SqliteSpelling();
        return new HistoryStatements(spelling, table, user == null || user.isBlank() ? "null" : spelling.text(user));
    }

    @Override
    public boolean undoneByRollback() {
        return true;
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Optional<StoredScript> script(String migration) throws SQLException {
        return complete ? SqliteHistoryTable.script(connection, table, migration) : Optional.empty();
    }

    @Override
    public List<String> replace(AppliedMigration migration, StoredScript script) {
        if (!complete) {
            throw new UnsupportedOperationException("the table " + table + " has no columns for a fingerprint");
        }
        HistoryStatements statements = statements(table);
        return List.of(
                statements.update(migration),
                statements.deleteSource(migration.name()),
                statements.insertSource(migration.name(), script));
    }

    @Override
    public List<String> keepUndo(String migration, StoredScript undo) {
        return complete ? statements(table).replaceUndo(migration, undo) : List.of();
    }

    @Override
    public List<String> remove(String migration) {
        HistoryStatements statements = statements(table);
        return complete
                ? List.of(statements.delete(migration), statements.deleteSources(migration))
                : List.of(statements.delete(migration));
    }

    @Override
    public Optional<ClientHistory> forClient() throws SQLException {
        return Optional.of(new SqliteClientHistory(table, wasRead ? history() : Optional.empty()));
    }

    private Optional<SqliteHistory> history() throws SQLException {
        SqliteOwnTables.check(connection, table.name());
        Optional<SqliteHistory> found;
        try {
            found = history(SqliteHistory.selectAll(table.name()), true);
        } catch (SQLException e) {
            if (SqliteOwnTables.isMissing(table.name(), e)) {
                return Optional.empty();
            }
            if (!SqliteReason.message(e).equals("no such column: _rowid_")) {
                throw e;
            }
            found = history(SqliteHistory.selectWithoutNumbers(table.name()), false);
        }
        return found;
    }

    private Optional<SqliteHistory> history(String query, boolean withNumbers) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            SqliteHistory history = SqliteHistory.read(rows, table.name(), withNumbers);
            complete = history.missing().isEmpty();
            numbered = history.numbered();
            last = history.last();
            if (complete) {
                SqliteOwnTables.check(connection, table.source());
            }
            return Optional.of(history);
        }
    }
}
