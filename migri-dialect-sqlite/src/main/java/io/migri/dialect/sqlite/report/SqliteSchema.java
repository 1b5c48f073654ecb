package io.migri.dialect.sqlite.report;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.language.SqliteName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sqlite.SQLiteConnection;

/**
 * The tables and indexes of a database at one moment.
 *
 * @param version the database's own number for it
 * @param tables names by key
 * @param indexes by key, those that SQLite makes for constraints too
 */
record SqliteSchema(long version, Map<String, String> tables, Map<String, Index> indexes) {

    static SqliteSchema of(SQLiteConnection connection, long version) throws SQLException {
        Map<String, String> tables = new HashMap<>();
        Map<String, Index> indexes = new HashMap<>();
        SqliteQuery.rows(
                connection,
                row -> row.getString(1).equals("table")
                        ? tables.put(SqliteName.key(row.getString(2)), row.getString(2))
                        : indexes.put(
                                SqliteName.key(row.getString(2)),
                                new Index(row.getString(2), SqliteName.key(row.getString(3)))),
                "SELECT type, name, tbl_name FROM main.sqlite_schema WHERE type IN ('table', 'index')");
        return new SqliteSchema(version, tables, indexes);
    }

    /** Keys of the tables that {@code other} has not. */
    TreeSet<String> tablesNotIn(SqliteSchema other) {
        TreeSet<String> added = new TreeSet<>(tables.keySet());
        added.removeAll(other.tables.keySet());
        return added;
    }

    List<Index> indexesNotIn(SqliteSchema other) {
        return indexes.entrySet().stream()
                .filter(index -> !other.indexes.containsKey(index.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    List<Index> indexesOf(String table) {
        return indexes.values().stream()
                .filter(index -> index.table().equals(table))
                .toList();
    }

    /**
     * An index.
     *
     * @param table key of its table
     */
    record Index(String name, String table) {}
}
