package io.migri.dialect.sqlite.facade;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
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
    private static final int CHUNK_SIZE = 1 << 20;

    private final String sql;
    private final DB database;
    private final PreparedStatement statement;
    private final CoreStatement core;
    private final int parameters;
    private final @Nullable List<String> columns;
    private boolean atRow;
    private boolean rawText;
    private int size;
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
            atRow = database.execute(core, converted(values));
        }
    }

    /** Executes it for each of {@code rows} and drops what it returns. */
    long executeMany(List<? extends @Nullable Object> rows) throws SQLException {
        return columns == null ? batch(rows) : oneByOne(rows);
    }

    /** Up to {@code count} rows, fewer where they are long. A failure is thrown when the rows before it have been fetched. */
    List<@Nullable Object[]> fetch(long count) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        size = 0;
        SQLException waiting = failure;
        if (waiting != null) {
            reset();
            throw waiting;
        }
        if (atRow) {
            core.pointer.safeRunConsume((db, pointer) -> fetch(db, pointer, count, rows));
        }
        return rows;
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
                fetch(CHUNK_SIZE);
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
            statement.setObject(i + 1, converted(values.get(i)));
        }
    }

    private static @Nullable Object[] converted(List<? extends @Nullable Object> values) throws SQLException {
        @Nullable Object[] converted = new @Nullable Object[values.size()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = converted(values.get(i));
        }
        return converted;
    }

    private static @Nullable Object converted(@Nullable Object value) throws SQLException {
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        if (value instanceof BigInteger) {
            throw new SqliteFacadeRefusal("OverflowError", "Python int too large to convert to SQLite INTEGER");
        }
        return value;
    }

    private void fetch(DB db, long pointer, long count, List<@Nullable Object[]> rows) throws SQLException {
        int width = db.column_count(pointer);
        while (atRow && rows.size() < count && size < CHUNK_SIZE) {
            try {
                @Nullable Object[] row = row(db, pointer, width);
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

    private @Nullable Object[] row(DB db, long pointer, int width) throws SQLException {
        @Nullable Object[] row = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
            row[i] = switch (db.column_type(pointer, i)) {
                case Codes.SQLITE_INTEGER -> db.column_long(pointer, i);
                case Codes.SQLITE_FLOAT -> db.column_double(pointer, i);
                case Codes.SQLITE_TEXT -> text(db, pointer, i);
                case Codes.SQLITE_BLOB -> bytes(db, pointer, i);
                default -> null;
            };
        }
        return row;
    }

    private Object text(DB db, long pointer, int column) throws SQLException {
        if (rawText) {
            return new Object[] {bytes(db, pointer, column)};
        }
        String text = db.column_text(pointer, column);
        size += text.length();
        if (text.indexOf('\uFFFD') >= 0) {
            checkUtf8(bytes(db, pointer, column), db.column_name(pointer, column), text);
        }
        return text;
    }

    private byte[] bytes(DB db, long pointer, int column) throws SQLException {
        byte[] bytes = db.column_blob(pointer, column);
        size += bytes == null ? 0 : bytes.length;
        return bytes == null ? new byte[0] : bytes;
    }

    private static void checkUtf8(byte[] bytes, String column, String text) throws SQLException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new SqliteFacadeRefusal(
                    "OperationalError", "Could not decode to UTF-8 column '" + column + "' with text '" + text + "'");
        }
    }
}
