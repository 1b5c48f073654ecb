package io.migri.dialect.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/**
 * How large a database is, and the number that changes with its schema, as the connection sees them within its transaction.
 *
 * @param free pages of the file that nothing is in
 */
record SqliteFileState(long pages, long free, long pageSize, long schemaVersion) {
    private static final String QUERY = "SELECT page_count, freelist_count, page_size, schema_version"
            + " FROM pragma_page_count, pragma_freelist_count, pragma_page_size, pragma_schema_version";

    static SqliteFileState of(SQLiteConnection connection) throws SQLException {
        return SqliteQuery.rows(
                        connection,
                        row -> new SqliteFileState(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                        QUERY)
                .get(0);
    }

    long bytes() {
        return pages * pageSize;
    }

    /** How many bytes the file has more than at {@code before}. */
    long addedTo(SqliteFileState before) {
        return bytes() - before.bytes();
    }

    /** How many bytes more are in use, be it of pages that were free. */
    long filledSince(SqliteFileState before) {
        return (pages - free) * pageSize - (before.pages - before.free) * before.pageSize;
    }
}
