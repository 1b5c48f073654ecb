package io.migri.dialect.sqlite.report;

import io.migri.api.report.Effect.Kind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConnection;

/** What one statement did to the schema, and what became of tables by it. */
final class SqliteSchemaChange {
    private final SQLiteConnection connection;
    private final SqliteEffects effects;
    private final SqliteTables tables;
    private final SqliteSchema before;
    private final SqliteSchema now;
    private final long written;

    SqliteSchemaChange(SQLiteConnection connection, SqliteEffects effects, SqliteTables tables, Difference difference) {
        this.connection = connection;
        this.effects = effects;
        this.tables = tables;
        this.before = difference.before();
        this.now = difference.now();
        this.written = Math.max(0, difference.written());
    }

    void tell(SqliteAction action) throws SQLException {
        Set<String> added = now.tablesNotIn(before);
        Set<String> removed = before.tablesNotIn(now);
        if (action.is("ALTER")) {
            rename(removed, added);
        } else {
            remove(removed);
        }
        if (action.is("CREATE")) {
            lookInto(action, added);
            tellBuilt();
        }
    }

    /** The statement put rows into a table that the run had made. */
    void filled(String key) throws SQLException {
        tables.filled(key, now.version());
        tellReplaced(key, "");
    }

    /** One at most is renamed; others are those behind a virtual one. */
    private void rename(Set<String> removed, Set<String> added) throws SQLException {
        if (removed.size() == 1 && added.size() == 1) {
            String from = removed.iterator().next();
            String to = added.iterator().next();
            tables.renamed(from, to, now.version());
            tellReplaced(to, from);
        }
    }

    private void remove(Set<String> removed) throws SQLException {
        for (String key : removed) {
            Optional<SqliteTable> table = tables.present(key);
            tables.removed(key, now.version());
            if (table.isPresent() && tables.isReplaced(table.get())) {
                effects.replaced(table.get());
            } else {
                table.ifPresent(effects::removed);
            }
        }
    }

    /** {@code CREATE TABLE … AS SELECT} has rows at once. */
    private void lookInto(SqliteAction action, Set<String> added) throws SQLException {
        for (String key : added) {
            if (action.isAbout("TABLE")
                    && SqliteTable.hasRows(connection, now.tables().getOrDefault(key, key))) {
                filled(key);
            }
        }
    }

    private void tellBuilt() throws SQLException {
        for (SqliteSchema.Index index : now.indexesNotIn(before)) {
            Optional<SqliteTable> table = tables.present(index.table());
            if (table.isPresent()) {
                effects.wrote(Kind.INDEX_BUILD, table.get(), index.name(), written);
            }
        }
    }

    private void tellReplaced(String key, String by) throws SQLException {
        Optional<SqliteTable> table = tables.replaced(key);
        if (table.isPresent()) {
            String way = by.isEmpty() ? tables.presentKey(table.get()).orElse("") : by;
            effects.wrote(Kind.REBUILD, table.get(), before.tables().getOrDefault(way, way), written);
            tables.told(key, now.version());
            if (tables.presentKey(table.get()).isEmpty()) {
                effects.replaced(table.get());
            }
        }
    }

    /**
     * The schema around the statement.
     *
     * @param written how many bytes are in use that were not before
     */
    record Difference(SqliteSchema before, SqliteSchema now, long written) {}
}
