package io.migri.dialect.sqlite.facade;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;

/** Rows of one answer, which ends early where they are long. Values come by their storage class, as {@code sqlite3} has them. */
final class SqliteFacadeRows {
    private static final int CHUNK_SIZE = 1 << 20;

    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final long most;
    private final boolean rawText;
    private int size;

    /**
     * None yet.
     *
     * @param rawText whether texts are wanted as bytes
     */
    SqliteFacadeRows(long most, boolean rawText) {
        this.most = most;
        this.rawText = rawText;
    }

    /** Whether there is room for another. */
    boolean areWanted() {
        return rows.size() < most && size < CHUNK_SIZE;
    }

    void add(@Nullable Object[] row) {
        rows.add(row);
    }

    List<@Nullable Object[]> all() {
        return rows;
    }

    /** The row that the statement is at, which is not added yet. */
    @Nullable
    Object[] read(DB db, long pointer, int width) throws SQLException {
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
