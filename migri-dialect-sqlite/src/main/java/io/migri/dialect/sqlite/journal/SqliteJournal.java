package io.migri.dialect.sqlite.journal;

import io.migri.dialect.sqlite.connection.SqliteFailure;
import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.history.SqliteOwnTables;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.RecoveryJournal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The journal as a table; what is written to it is what jOOQ renders. Whether a statement changed the schema shows in the <a
 * href="https://www.sqlite.org/pragma.html#pragma_schema_version">number that counts its changes</a>.
 */
public final class SqliteJournal implements RecoveryJournal {
    private static final String SCHEMA_VERSION = "(select schema_version from pragma_schema_version)";

    private final SQLiteConnection connection;
    private final String table;

    public SqliteJournal(SQLiteConnection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    @Override
    public Optional<List<JournalEntry>> read() throws SQLException {
        SqliteOwnTables.check(connection, table);
        try {
            return Optional.of(entries("format"));
        } catch (SQLException e) {
            String message = SqliteFailure.message(e);
            if (message.equalsIgnoreCase("no such table: main." + table)) {
                return Optional.empty();
            }
            if (!message.equals("no such column: format")) {
                throw e;
            }
            return Optional.of(entries("null"));
        }
    }

    /** @param format the column that earlier versions did not make, or {@code null} */
    private List<JournalEntry> entries(String format) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select migration, first_ordinal, through_ordinal, prefix_hash,"
                        + " statements, doubtful, objects_before, " + format + " from " + name()
                        + " order by migration, first_ordinal")) {
            List<JournalEntry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        }
    }

    @Override
    public void prepare() throws SQLException {
        SqliteJournalTable.create(connection, table);
    }

    @Override
    public List<String> doubt(JournalEntry entry) {
        String statement = entry.doubt() == null ? "" : entry.doubt().statement();
        return List.of(insert(entry, "in doubt", literal(statement), SCHEMA_VERSION));
    }

    @Override
    public List<String> done(JournalEntry entry) {
        return List.of(insert(entry, "done", "null", "null"));
    }

    @Override
    public List<String> confirm(JournalEntry entry) {
        return List.of("update " + name() + " set through_ordinal = " + entry.through() + ", prefix_hash = "
                + literal(entry.hash()) + ", statements = " + lines(entry)
                + ", state = 'done', doubtful = null, objects_before = null, connection_id = " + process()
                + ", noted_at = datetime('now'), format = " + entry.format() + where(entry));
    }

    @Override
    public List<String> withdraw(JournalEntry entry) {
        return List.of("delete from " + name() + where(entry));
    }

    @Override
    public List<String> forget(String migration) {
        return List.of("delete from " + name() + " where migration = " + literal(migration));
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

    private String insert(JournalEntry entry, String state, String doubtful, String before) {
        return "insert into " + name()
                + " (migration, first_ordinal, through_ordinal, prefix_hash, statements, state, doubtful, objects_before,"
                + " connection_id, noted_at, format) values (" + literal(entry.migration()) + ", " + entry.first()
                + ", "
                + entry.through() + ", " + literal(entry.hash()) + ", " + lines(entry) + ", '" + state + "', "
                + doubtful
                + ", " + before + ", " + process() + ", datetime('now'), " + entry.format() + ")";
    }

    /** A connection to a file has no number; the process is what may still be there. */
    private static long process() {
        return ProcessHandle.current().pid();
    }

    private static String where(JournalEntry entry) {
        return " where (migration = " + literal(entry.migration()) + " and first_ordinal = " + entry.first() + ")";
    }

    private static String lines(JournalEntry entry) {
        return literal(String.join("\n", entry.statements()));
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        String lines = row.getString(5);
        int format = row.getInt(8);
        return new JournalEntry(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getString(4),
                taken(lines),
                doubt(row.getString(6), row.getString(7)),
                format == 0 ? 1 : format);
    }

    private static List<String> taken(String lines) {
        List<String> each = new ArrayList<>();
        for (int from = 0; from < lines.length(); ) {
            int end = lines.indexOf('\n', from);
            end = end < 0 ? lines.length() : end;
            each.add(lines.substring(from, end));
            from = end + 1;
        }
        return each;
    }

    private static JournalEntry.@Nullable Doubt doubt(@Nullable String statement, @Nullable String before) {
        return statement == null ? null : new JournalEntry.Doubt(statement, before == null ? "" : before);
    }

    /** That of the database itself: a temporary one of the same name, left by a migration, is not looked at. */
    private String name() {
        return "main." + SqliteQuoting.name(table);
    }

    /** A text ends at a NUL for SQLite. */
    private static String literal(String text) {
        return SqliteQuoting.text(text.replace("\0", ""));
    }
}
