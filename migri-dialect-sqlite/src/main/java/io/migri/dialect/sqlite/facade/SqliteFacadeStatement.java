package io.migri.dialect.sqlite.facade;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * One prepared statement, and the rows it is at. Rows are read past JDBC, straight from SQLite's columns: by their storage class,
 * at a fraction of the calls.
 */
final class SqliteFacadeStatement implements AutoCloseable {
    private final String sql;
    private final DB database;
    private final PreparedStatement statement;
    private final CoreStatement core;
    private final int parameters;
    private final @Nullable List<String> columns;
    private boolean atRow;
    private boolean rawText;
    private @Nullable SQLException failure;

    @SuppressWarnings("SqlSourceToSinkFlow")
    SqliteFacadeStatement(SQLiteConnection connection, String sql) throws SQLException {
        this.sql = sql;
        this.database = connection.getDatabase();
        this.statement = connection.prepareStatement(sql);
        this.core = (CoreStatement) statement;
        this.parameters = statement.getParameterMetaData().getParameterCount();
        this.columns = core.pointer.safeRun(
                (db, pointer) -> db.column_count(pointer) == 0 ? null : List.of(db.column_names(pointer)));
    }

    String sql() {
        return sql;
    }

    int parameters() {
        return parameters;
    }

    /** Null where it returns no rows. */
    @Nullable
    List<String> columns() {
        return columns;
    }

    boolean usable() {
        return !core.pointer.isClosed();
    }

    /** Whether a row, or a failure, waits to be fetched. */
    boolean hasMore() {
        return atRow || failure != null;
    }

    /** Executes it up to its first row. */
    void execute(List<? extends @Nullable Object> values, boolean raw) throws SQLException {
        checkCount(values);
        rawText = raw;
        if (columns == null) {
            bind(values);
            run();
        } else {
            atRow = database.execute(core, SqliteFacadeValues.converted(values));
        }
    }

    /** Executes it for each of {@code rows} and drops what it returns. */
    long executeMany(List<? extends @Nullable Object> rows) throws SQLException {
        return columns == null ? batch(rows) : oneByOne(rows);
    }

    /** Up to {@code count} rows, fewer where they are long. A failure is thrown when the rows before it have been fetched. */
    List<@Nullable Object[]> fetch(long count) throws SQLException {
        SqliteFacadeRows rows = new SqliteFacadeRows(count, rawText);
        SQLException waiting = failure;
        if (waiting != null) {
            reset();
            throw waiting;
        }
        if (atRow) {
            core.pointer.safeRunConsume((db, pointer) -> fetch(db, pointer, rows));
        }
        return rows.all();
    }

    /** Gives up the remaining rows and the locks they need. */
    void reset() throws SQLException {
        atRow = false;
        failure = null;
        if (usable()) {
            core.pointer.safeRunInt(DB::reset);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private void run() throws SQLException {
        statement.addBatch();
        statement.executeBatch();
    }

    private long batch(List<? extends @Nullable Object> rows) throws SQLException {
        long before = database.total_changes();
        long changes = 0;
        boolean counted = false;
        SQLException refusal = null;
        int added = 0;
        for (Object row : rows) {
            List<?> values = (List<?>) row;
            try {
                checkCount(values);
                bind(values);
            } catch (SQLException e) {
                refusal = e;
                break;
            }
            statement.addBatch();
            added++;
        }
        if (added > 0) {
            for (int one : statement.executeBatch()) {
                changes += one;
                counted = true;
            }
        }
        if (refusal != null) {
            statement.clearBatch();
            throw refusal;
        }
        return counted ? changes : database.total_changes() - before;
    }

    private long oneByOne(List<? extends @Nullable Object> rows) throws SQLException {
        long changes = 0;
        for (Object row : rows) {
            execute((List<?>) row, false);
            while (hasMore()) {
                fetch(Long.MAX_VALUE);
            }
            changes += database.changes();
        }
        return changes;
    }

    private void checkCount(List<? extends @Nullable Object> values) throws SQLException {
        if (values.size() != parameters) {
            throw new SqliteFacadeRefusal(
                    "ProgrammingError",
                    "Incorrect number of bindings supplied. The current statement uses " + parameters
                            + ", and there are " + values.size() + " supplied.");
        }
    }

    private void bind(List<? extends @Nullable Object> values) throws SQLException {
        for (int i = 0; i < parameters; i++) {
            statement.setObject(i + 1, SqliteFacadeValues.converted(values.get(i)));
        }
    }

    private void fetch(DB db, long pointer, SqliteFacadeRows rows) throws SQLException {
        int width = db.column_count(pointer);
        while (atRow && rows.areWanted()) {
            try {
                @Nullable Object[] row = rows.read(db, pointer, width);
                // as in sqlite3, a row is not had before the next one is
                advance(db, pointer);
                rows.add(row);
            } catch (SQLException e) {
                atRow = false;
                failure = e;
                db.reset(pointer);
            }
        }
    }

    private void advance(DB db, long pointer) throws SQLException {
        int code = db.step(pointer);
        atRow = code == Codes.SQLITE_ROW;
        if (code == Codes.SQLITE_DONE) {
            db.reset(pointer);
        } else if (!atRow) {
            db.throwex(code);
        }
    }
}
