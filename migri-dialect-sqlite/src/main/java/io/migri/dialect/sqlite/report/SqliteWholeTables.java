package io.migri.dialect.sqlite.report;

import io.migri.api.report.Blocking;
import io.migri.api.report.Effect.Kind;
import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.dialect.sqlite.language.SqlitePragma;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/** Statements whose words tell that they go through tables or the file from one end to the other. */
final class SqliteWholeTables {
    private static final String FOREIGN_KEYS = "foreign_key_check";

    /** A smaller file is read in no time. */
    private static final long LARGE_FILE = 1 << 20;

    private final SQLiteConnection connection;
    private final SqliteEffects effects;
    private final SqliteTables tables;
    private final SqliteSizes sizes;

    SqliteWholeTables(SQLiteConnection connection, SqliteEffects effects, SqliteTables tables, SqliteSizes sizes) {
        this.connection = connection;
        this.effects = effects;
        this.tables = tables;
        this.sizes = sizes;
    }

    /** Whether this {@code PRAGMA} reads rows. */
    static boolean areRead(SqliteAction pragma) {
        return SqlitePragma.of(pragma.statement())
                .filter(read -> read.is(FOREIGN_KEYS) || read.is("integrity_check") || read.is("quick_check"))
                .isPresent();
    }

    /** @param file as it was before */
    void tell(SqliteAction action, SqliteFileState file, SqliteSchema schema) throws SQLException {
        switch (action.verb()) {
            case "VACUUM" -> vacuumed(action, file);
            case "REINDEX" -> reindexed(action, file, schema);
            case "ANALYZE" -> analyzed(action, file, schema);
            case "PRAGMA" -> checked(SqlitePragma.of(action.statement()).orElseThrow(), file, schema);
            default -> {}
        }
    }

    /** {@code INTO} another file it only reads, and keeps writers from the commit unless there is a log. */
    private void vacuumed(SqliteAction action, SqliteFileState file) throws SQLException {
        boolean log = effects.hasLog();
        if (action.has("INTO")) {
            effects.all(Kind.SCAN, "VACUUM INTO", log ? Blocking.NOTHING : Blocking.WRITES, file.bytes(), false);
        } else {
            Blocking blocks = log ? Blocking.WRITES : Blocking.READS_AND_WRITES;
            effects.all(Kind.REWRITE, "", blocks, file.bytes(), !tables.hadRows());
        }
    }

    /** Its name may be that of a table, an index or a collation. */
    private void reindexed(SqliteAction action, SqliteFileState file, SqliteSchema schema) throws SQLException {
        List<SqliteSchema.Index> built = SqliteQuery.rows(
                connection,
                row -> new SqliteSchema.Index(row.getString(1), SqliteName.key(row.getString(2))),
                "SELECT i.name, i.tbl_name FROM main.sqlite_schema i WHERE i.type = 'index' AND (?1 = ''"
                        + " OR i.name = ?1 COLLATE NOCASE OR i.tbl_name = ?1 COLLATE NOCASE OR EXISTS (SELECT 1 FROM"
                        + " pragma_index_xinfo(i.name) c WHERE c.key AND c.coll = ?1 COLLATE NOCASE)) ORDER BY i.name",
                action.name());
        for (SqliteSchema.Index index : built) {
            Optional<SqliteTable> table = measured(index.table(), file, schema);
            if (table.isPresent()) {
                effects.wrote(Kind.INDEX_BUILD, table.get(), index.name());
            }
        }
    }

    private void analyzed(SqliteAction action, SqliteFileState file, SqliteSchema schema) throws SQLException {
        boolean limited = !SqliteQuery.text(connection, "PRAGMA analysis_limit").equals("0");
        if (limited) {
            return;
        }
        String key = SqliteName.key(action.name());
        SqliteSchema.Index index = schema.indexes().get(key);
        String table = index == null ? key : index.table();
        for (String candidate : List.copyOf(tables.present().keySet())) {
            if (table.isEmpty() || table.equals("main") || table.equals(candidate)) {
                read(candidate, "ANALYZE", file, schema);
            }
        }
    }

    private void checked(SqlitePragma pragma, SqliteFileState file, SqliteSchema schema) throws SQLException {
        String value = SqliteName.key(pragma.value() == null ? "" : pragma.value());
        if (pragma.is(FOREIGN_KEYS)) {
            for (String candidate : List.copyOf(tables.present().keySet())) {
                if ((value.isEmpty() || value.equals(candidate)) && refersToOthers(candidate)) {
                    read(candidate, "PRAGMA " + FOREIGN_KEYS, file, schema);
                }
            }
        } else if (tables.present(value).isPresent()) {
            read(value, "PRAGMA " + pragma.name(), file, schema);
        } else if (file.bytes() >= LARGE_FILE && tables.hadRows()) {
            effects.all(Kind.SCAN, "PRAGMA " + pragma.name(), effects.blocked(), file.bytes(), false);
        }
    }

    private boolean refersToOthers(String key) throws SQLException {
        return SqliteQuery.any(connection, "SELECT 1 FROM pragma_foreign_key_list(?, 'main')", key);
    }

    private void read(String key, String why, SqliteFileState file, SqliteSchema schema) throws SQLException {
        Optional<SqliteTable> table = measured(key, file, schema);
        if (table.isPresent() && !sizes.of(table.get()).hasFewerThan(SqliteSize.MANY)) {
            effects.read(Kind.SCAN, table.get(), why);
        }
    }

    private Optional<SqliteTable> measured(String key, SqliteFileState file, SqliteSchema schema) throws SQLException {
        Optional<SqliteTable> table = tables.present(key);
        if (table.isPresent()) {
            sizes.of(table.get(), schema, key, file);
        }
        return table;
    }
}
