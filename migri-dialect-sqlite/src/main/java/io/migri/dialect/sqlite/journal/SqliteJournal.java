package io.migri.dialect.sqlite.journal;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.history.SqliteOwnTables;
import io.migri.dialect.sqlite.history.SqliteSpelling;
import io.migri.dialect.sqlite.language.SqliteTokens;
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
import org.sqlite.SQLiteConnection;

/**
 * The journal as a table; what is written to it is what jOOQ renders. Whether a statement changed the schema shows in the <a
 * href="https://www.sqlite.org/pragma.html#pragma_schema_version">number that counts its changes</a>.
 */
public final class SqliteJournal implements RecoveryJournal {
    private static final String SCHEMA_VERSION = "(select schema_version from pragma_schema_version)";

    private final SQLiteConnection connection;
    private final HistoryTable table;

    public SqliteJournal(SQLiteConnection connection, HistoryTable table) {
        this.connection = connection;
        this.table = table;
    }

    @Override
    public Optional<List<JournalEntry>> read() throws SQLException {
        SqliteOwnTables.check(connection, table.journal());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(statements().select())) {
            return Optional.of(JournalRows.of(rows).entries());
        } catch (SQLException e) {
            if (SqliteOwnTables.isMissing(table.journal(), e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void prepare() throws SQLException {
        SqliteJournalTable.create(connection, table.journal());
    }

    @Override
    public JournalNotes notes() {
        return new TableNotes(statements(), statement -> SCHEMA_VERSION);
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) throws SQLException {
        SqliteTokens tokens = new SqliteTokens(doubt.statement());
        tokens.next();
        for (String harmless : List.of("VACUUM", "ANALYZE", "REINDEX", "PRAGMA", "ATTACH", "DETACH", "SELECT")) {
            if (tokens.is(harmless)) {
                return Verdict.REPEATABLE;
            }
        }
        if (!tokens.is("CREATE") && !tokens.is("DROP") && !tokens.is("ALTER")) {
            return Verdict.UNKNOWN;
        }
        String now = SqliteQuery.text(connection, "select " + SCHEMA_VERSION);
        return now.equals(doubt.before()) ? Verdict.REPEATABLE : Verdict.HAPPENED;
    }

    /** A connection to a file has no number; the process is what may still be there. */
    private JournalStatements statements() {
        String process = Long.toString(ProcessHandle.current().pid());
        return JournalStatements.of(new SqliteSpelling(), table, "datetime('now')", process);
    }
}
