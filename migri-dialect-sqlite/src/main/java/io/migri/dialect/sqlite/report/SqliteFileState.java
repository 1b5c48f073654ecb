package io.migri.dialect.sqlite.report;

/**
 * How large a database is, and the number that changes with its schema, as the connection sees them within its transaction.
 *
 * @param free pages of the file that nothing is in
 */
record SqliteFileState(long pages, long free, long pageSize, long schemaVersion) {

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
