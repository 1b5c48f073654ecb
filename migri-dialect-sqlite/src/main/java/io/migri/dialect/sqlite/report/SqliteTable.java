package io.migri.dialect.sqlite.report;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConnection;

/**
 * A table that was there before the run.
 *
 * @param name what it was called then
 * @param virtual whether its rows are elsewhere, and what knows them may not be there
 * @param columns those whose values are stored; none of a virtual one
 */
record SqliteTable(String name, boolean withoutRowid, boolean strict, boolean virtual, Set<String> columns) {

    SqliteTable {
        columns = Collections.unmodifiableSet(new LinkedHashSet<>(columns));
    }

    /** All of the database by key, but those that belong to others, as the tables behind a virtual one do. */
    static Map<String, SqliteTable> all(SQLiteConnection connection, Set<String> own) throws SQLException {
        Map<String, SqliteTable> tables = new HashMap<>();
        SqliteQuery.rows(
                connection,
                row -> tables.put(
                        SqliteName.key(row.getString(1)),
                        new SqliteTable(
                                row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), Set.of())),
                "SELECT name, wr, strict, type = 'virtual' FROM pragma_table_list"
                        + " WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
        own.forEach(name -> tables.remove(SqliteName.key(name)));
        for (Map.Entry<String, SqliteTable> one : tables.entrySet()) {
            one.setValue(one.getValue().withColumns(connection));
        }
        return tables;
    }

    private SqliteTable withColumns(SQLiteConnection connection) throws SQLException {
        return virtual ? this : new SqliteTable(name, withoutRowid, strict, false, columns(connection, name));
    }

    /** The columns of {@code table} whose values are stored, in order. */
    static Set<String> columns(SQLiteConnection connection, String table) throws SQLException {
        return new LinkedHashSet<>(SqliteQuery.rows(
                connection,
                row -> SqliteName.key(row.getString(1)),
                "SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden IN (0, 3)",
                table));
    }

    /** Whether there is a row in any of {@code tables}. */
    static boolean anyHasRows(SQLiteConnection connection, Iterable<SqliteTable> tables) throws SQLException {
        for (SqliteTable table : tables) {
            if (!table.virtual && hasRows(connection, table.name)) {
                return true;
            }
        }
        return false;
    }

    static boolean hasRows(SQLiteConnection connection, String table) throws SQLException {
        return SqliteQuery.any(connection, "SELECT 1 FROM main." + SqliteQuoting.name(table) + " LIMIT 1");
    }
}
