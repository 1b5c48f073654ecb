package io.migri.dialect.sqlite;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.AppliedLog;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/**
 * The table of the Python tool. Rows of ours are like those of that tool, down to the {@code id}, which is null: on SQLite a
 * column of type {@code serial} counts nothing.
 *
 * <p>The statements are what jOOQ renders, written out, because loading jOOQ takes longer than what they do. The table is always
 * that of the database itself: a temporary one of the same name, left by a migration, is not looked at.
 */
final class SqliteAppliedLog implements AppliedLog {
    private static final String NAME = "name";
    private static final String DATE_APPLIED = "date_applied";

    private final SQLiteConnection connection;
    private final String table;

    SqliteAppliedLog(SQLiteConnection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    /** In the order of the rows, since ids may be null. */
    @Override
    public Optional<List<AppliedMigration>> read() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(selectAll(table))) {
            return Optional.of(read(rows));
        } catch (SQLException e) {
            if (saysThatItIsMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void prepare() throws SQLException {
        SqliteHistoryTable.create(connection, table);
    }

    @Override
    public List<String> append(AppliedMigration migration) {
        return List.of(insert(
                table, SqliteTimestamps.format(migration.appliedAt().orElseGet(Instant::now)), migration.name()));
    }

    static String selectAll(String table) {
        return "select * from \"main\"." + quotedName(table);
    }

    static String insert(String table, String dateApplied, String name) {
        return "insert into \"main\"." + quotedName(table) + " (\"" + DATE_APPLIED + "\", \"" + NAME + "\") values ("
                + quotedText(dateApplied) + ", " + quotedText(name) + ")";
    }

    private List<AppliedMigration> read(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int name = column(columns, NAME);
        int date = column(columns, DATE_APPLIED);
        if (name == 0 || date == 0 || !columns.getTableName(name).equalsIgnoreCase(table)) {
            throw unusable(columns);
        }
        List<AppliedMigration> applied = new ArrayList<>();
        while (rows.next()) {
            applied.add(new AppliedMigration(name(rows.getString(name)), SqliteTimestamps.parse(rows.getString(date))));
        }
        return applied;
    }

    private String name(String name) {
        if (name == null) {
            throw unusable("a row without a name");
        }
        return name;
    }

    private static int column(ResultSetMetaData columns, String name) throws SQLException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnName(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return 0;
    }

    private MigriException unusable(ResultSetMetaData columns) throws SQLException {
        StringBuilder found = new StringBuilder("the columns ");
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            found.append(i == 1 ? "" : ", ").append(columns.getColumnName(i));
        }
        boolean complete = column(columns, NAME) > 0 && column(columns, DATE_APPLIED) > 0;
        return unusable(complete ? "a view" : found.toString());
    }

    private MigriException unusable(String found) {
        return new MigriException(
                ErrorCode.HISTORY_UNUSABLE,
                "the database has something by the name of " + table + " that is not Migri's history: found " + found
                        + ", expected a table with the columns id, date_applied, name",
                "rename it, if it belongs to another program, and run again",
                null,
                null,
                null);
    }

    private boolean saysThatItIsMissing(SQLException failure) {
        return SqliteErrors.message(failure).equalsIgnoreCase("no such table: main." + table);
    }

    private static String quotedName(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String quotedText(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
