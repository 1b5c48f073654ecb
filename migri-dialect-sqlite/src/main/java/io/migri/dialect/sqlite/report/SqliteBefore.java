package io.migri.dialect.sqlite.report;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * What was there before a statement.
 *
 * @param table that it deals with, if that was there before the run
 * @param clears whether it takes out all rows without looking at them
 * @param changes how many rows the connection had changed
 * @param start when the statement began
 */
record SqliteBefore(
        SqliteAction action,
        SqliteFileState file,
        @Nullable SqliteTable table,
        @Nullable SqliteAlteration alteration,
        boolean clears,
        long changes,
        long start) {

    /**
     * Whether such a statement gives all pages back at once, as it does unless somebody has to see the single rows.
     *
     * @see <a href="https://www.sqlite.org/lang_delete.html#the_truncate_optimization">The Truncate Optimization</a>
     */
    static boolean clears(SqliteAction action, SQLiteConnection connection) {
        if (!action.is("DELETE") || action.has("WHERE") || action.has("LIMIT")) {
            return false;
        }
        try {
            return SqliteQuery.rows(connection, row -> row.getString("opcode"), "EXPLAIN " + action.statement())
                    .contains("Clear");
        } catch (SQLException e) {
            // it is wrong, which is for the statement itself to say
            return false;
        }
    }

    /** How many rows were changed since, with what triggers and foreign keys did, and all executions if there were several. */
    long changed(SQLiteConnection connection) throws SQLException {
        return connection.getDatabase().total_changes() - changes;
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
