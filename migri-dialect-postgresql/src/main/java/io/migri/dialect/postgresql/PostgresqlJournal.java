package io.migri.dialect.postgresql;

import io.migri.spi.JournalEntry;
import io.migri.spi.RecoveryJournal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a table. A run that has the lock knows that the connection of an earlier one is gone, and with it the statement that
 * it was busy with: the server releases the lock after both.
 */
final class PostgresqlJournal implements RecoveryJournal {
    private final Connection connection;
    private final String table;
    private @Nullable String schema;

    PostgresqlJournal(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    @Override
    public Optional<List<JournalEntry>> read() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query())) {
            List<JournalEntry> entries = new ArrayList<>();
            while (rows.next()) {
                schema = rows.getString(1);
                if (rows.getString(2) != null) {
                    entries.add(entry(rows));
                }
            }
            return Optional.of(entries);
        } catch (SQLException e) {
            if (PostgresqlErrors.UNDEFINED_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void prepare() throws SQLException {
        schema = PostgresqlJournalTable.create(connection, table);
    }

    @Override
    public List<String> doubt(JournalEntry entry) {
        String statement = entry.doubt() == null ? "" : entry.doubt().statement();
        return List.of(insert(
                entry,
                "in doubt",
                PostgresqlText.literal(statement),
                PostgresqlSubject.of(statement).look()));
    }

    @Override
    public List<String> done(JournalEntry entry) {
        return List.of(insert(entry, "done", "null", "null"));
    }

    @Override
    public List<String> confirm(JournalEntry entry) {
        return List.of("update " + name() + " set through_ordinal = " + entry.through() + ", prefix_hash = "
                + PostgresqlText.literal(entry.hash()) + ", statements = " + lines(entry)
                + ", state = 'done', doubtful = null, objects_before = null, connection_id ="
                + " pg_catalog.pg_backend_pid(), noted_at = pg_catalog.clock_timestamp()" + where(entry));
    }

    @Override
    public List<String> withdraw(JournalEntry entry) {
        return List.of("delete from " + name() + where(entry));
    }

    @Override
    public List<String> forget(String migration) {
        return List.of("delete from " + name() + " where migration = " + PostgresqlText.literal(migration));
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) throws SQLException {
        return PostgresqlSubject.of(doubt.statement()).settle(connection, doubt.before());
    }

    /** Rows along with the schema in which the table was found; also one row, of nothing else, where it is empty. */
    private String query() {
        String name = PostgresqlText.identifier(table);
        return "select n.nspname, j.migration, j.first_ordinal, j.through_ordinal, j.prefix_hash, j.statements, j.doubtful,"
                + " j.objects_before from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " left outer join " + name + " j on true where c.oid = cast(" + PostgresqlText.literal(name)
                + " as regclass) order by j.migration, j.first_ordinal";
    }

    private String insert(JournalEntry entry, String state, String doubtful, String before) {
        return "insert into " + name()
                + " (migration, first_ordinal, through_ordinal, prefix_hash, statements, state, doubtful, objects_before,"
                + " connection_id, noted_at) values (" + PostgresqlText.literal(entry.migration()) + ", "
                + entry.first()
                + ", " + entry.through() + ", " + PostgresqlText.literal(entry.hash()) + ", " + lines(entry) + ", '"
                + state + "', " + doubtful + ", " + before
                + ", pg_catalog.pg_backend_pid(), pg_catalog.clock_timestamp())";
    }

    private static String where(JournalEntry entry) {
        return " where (migration = " + PostgresqlText.literal(entry.migration()) + " and first_ordinal = "
                + entry.first() + ")";
    }

    private static String lines(JournalEntry entry) {
        return PostgresqlText.literal(String.join("\n", entry.statements()));
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        String lines = row.getString(6);
        return new JournalEntry(
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getString(5),
                lines.isEmpty() ? List.of() : List.of(lines.split("\n")),
                doubt(row.getString(7), row.getString(8)));
    }

    private static JournalEntry.@Nullable Doubt doubt(@Nullable String statement, @Nullable String before) {
        return statement == null ? null : new JournalEntry.Doubt(statement, before == null ? "" : before);
    }

    /** Names the schema, because the migration may have changed the search path. */
    private String name() {
        String known = schema;
        if (known == null) {
            throw new IllegalStateException("the journal is used before read() or prepare()");
        }
        return PostgresqlText.identifier(known) + '.' + PostgresqlText.identifier(table);
    }
}
