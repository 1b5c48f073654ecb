package io.migri.dialect.sqlite.report;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.dialect.sqlite.language.SqliteQuoting;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConnection;

/**
 * Sizes of tables as they were when each was first asked for. Of a large table no more than some pages are read, and the rest is taken
 * to be like them.
 *
 * @see <a href="https://www.sqlite.org/dbstat.html">The DBSTAT Virtual Table</a>
 */
final class SqliteSizes {
    /** With pages of the usual size these are 8 MB. */
    private static final long PAGES_READ = 2_000;

    private static final long ROWS_COUNTED = 100_000;

    private final SQLiteConnection connection;
    private final boolean pagesTold;
    private final Map<SqliteTable, SqliteSize> known = new HashMap<>();
    private final Set<SqliteTable> counted = new HashSet<>();

    SqliteSizes(SQLiteConnection connection) throws SQLException {
        this.connection = connection;
        this.pagesTold = SqliteQuery.any(connection, "SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'");
    }

    /** Looks at {@code table} unless it was looked at before. */
    SqliteSize of(SqliteTable table, SqliteSchema schema, String key, SqliteFileState file) throws SQLException {
        SqliteSize size = known.get(table);
        if (size == null) {
            size = measure(table, schema, key, file);
            known.put(table, size);
        }
        return size;
    }

    /** What was found before. */
    SqliteSize of(SqliteTable table) {
        return known.getOrDefault(table, SqliteSize.UNKNOWN);
    }

    /** How many rows {@code table} had, where that was counted and not estimated. */
    OptionalLong exactRows(SqliteTable table) {
        return counted.contains(table) ? of(table).rows() : OptionalLong.empty();
    }

    /** How many rows there are now; of a table that took the place of one that was counted. */
    long count(String name) throws SQLException {
        return number("SELECT count(*) FROM main." + SqliteQuoting.name(name)).orElse(0);
    }

    private SqliteSize measure(SqliteTable table, SqliteSchema schema, String key, SqliteFileState file)
            throws SQLException {
        String name = schema.tables().getOrDefault(key, table.name());
        if (table.virtual()) {
            return SqliteSize.UNKNOWN;
        }
        if (!pagesTold) {
            return new SqliteSize(OptionalLong.empty(), count(name, table));
        }
        Tree tree = tree(name, table.withoutRowid());
        if (tree.isWhole()) {
            counted.add(table);
        }
        OptionalLong rows = tree.isWhole() ? OptionalLong.of(tree.rows()) : estimate(name, table, tree.most(file));
        OptionalLong bytes = tree.bytes(rows);
        for (SqliteSchema.Index index : schema.indexesOf(key)) {
            OptionalLong more = tree(index.name(), true).bytes(rows);
            bytes = bytes.isPresent() && more.isPresent()
                    ? OptionalLong.of(Math.min(bytes.getAsLong() + more.getAsLong(), file.bytes()))
                    : OptionalLong.empty();
        }
        return new SqliteSize(bytes, rows);
    }

    private Tree tree(String name, boolean rowsEverywhere) throws SQLException {
        return SqliteQuery.rows(
                        connection,
                        row -> new Tree(row.getLong(1), row.getLong(2), row.getLong(3)),
                        "SELECT count(*), ifnull(sum(pgsize), 0), ifnull(sum(iif(pagetype = 'leaf' OR ?, ncell, 0)), 0)"
                                + " FROM (SELECT pagetype, pgsize, ncell FROM dbstat WHERE schema = 'main' AND name = ? LIMIT ?)",
                        rowsEverywhere ? 1 : 0,
                        name,
                        PAGES_READ)
                .get(0);
    }

    private OptionalLong count(String name, SqliteTable table) throws SQLException {
        OptionalLong counted = number("SELECT count(*) FROM (SELECT 1 FROM main." + SqliteQuoting.name(name) + " LIMIT "
                + (ROWS_COUNTED + 1) + ")");
        return counted.orElse(0) <= ROWS_COUNTED ? counted : estimate(name, table, Long.MAX_VALUE);
    }

    /** As {@code ANALYZE} found it, or as the first and the last row suggest. */
    private OptionalLong estimate(String name, SqliteTable table, long most) throws SQLException {
        if (SqliteQuery.any(connection, "SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_stat1'")) {
            OptionalLong analyzed = number(
                    "SELECT max(CAST(stat AS INTEGER)) FROM main.sqlite_stat1 WHERE tbl = ? COLLATE NOCASE", name);
            if (analyzed.orElse(0) > 0) {
                return analyzed;
            }
        }
        String rowid = table.withoutRowid() ? "" : rowid(name);
        if (rowid.isEmpty()) {
            return OptionalLong.empty();
        }
        String from = ") FROM main." + SqliteQuoting.name(name) + ")";
        OptionalLong span = number("SELECT (SELECT max(" + rowid + from + " - (SELECT min(" + rowid + from + " + 1");
        return span.isPresent() ? OptionalLong.of(Math.min(span.getAsLong(), most)) : span;
    }

    /** A name of the row's number that no column has taken. */
    private String rowid(String table) throws SQLException {
        Set<String> columns =
                SqliteQuery.rows(connection, row -> row.getString(1), "SELECT name FROM pragma_table_xinfo(?)", table)
                        .stream()
                        .map(SqliteName::key)
                        .collect(Collectors.toSet());
        return List.of("rowid", "_rowid_", "oid").stream()
                .filter(name -> !columns.contains(name))
                .findFirst()
                .orElse("");
    }

    private OptionalLong number(String query, Object... values) throws SQLException {
        return SqliteQuery.rows(
                        connection,
                        row -> {
                            long number = row.getLong(1);
                            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
                        },
                        query,
                        values)
                .get(0);
    }

    /** What the first pages of a table or an index hold. */
    private record Tree(long pages, long bytes, long rows) {

        boolean isWhole() {
            return pages < PAGES_READ;
        }

        /** How many rows fit into the whole file. */
        long most(SqliteFileState file) {
            return Math.max(1, Math.round((double) file.pages() * rows / pages));
        }

        OptionalLong bytes(OptionalLong allRows) {
            if (isWhole()) {
                return OptionalLong.of(bytes);
            }
            return allRows.isPresent() && rows > 0
                    ? OptionalLong.of(Math.round((double) bytes / rows * allRows.getAsLong()))
                    : OptionalLong.empty();
        }
    }
}
