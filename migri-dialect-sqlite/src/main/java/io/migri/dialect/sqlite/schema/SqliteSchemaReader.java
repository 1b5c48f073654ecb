package io.migri.dialect.sqlite.schema;

import io.migri.dialect.sqlite.connection.SqliteQuery;
import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.schema.SchemaPart;
import io.migri.spi.schema.SchemaParts;
import io.migri.spi.schema.SchemaReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sqlite.SQLiteConnection;

/**
 * Reads the texts that SQLite keeps, and the numbers that a file has for applications. Neither attached databases nor
 * temporary tables belong to the schema.
 */
public final class SqliteSchemaReader implements SchemaReader {
    /** What SQLite makes by itself has no text, or a name that it keeps for itself. */
    private static final String OBJECTS =
            "select type, name, tbl_name, sql from main.sqlite_schema where sql is not null"
                    + " and name not like 'sqlite\\_%' escape '\\' order by case type when 'table' then 1 when 'index' then 2"
                    + " when 'view' then 3 else 4 end, name collate nocase";

    private static final String NUMBERS = "select 'application_id', application_id from pragma_application_id"
            + " where application_id <> 0 union all select 'user_version', user_version from pragma_user_version"
            + " where user_version <> 0";

    /** What a virtual table keeps its rows in. */
    private static final String SHADOWS =
            "select name from pragma_table_list where schema = 'main' and type = 'shadow'";

    private final SQLiteConnection connection;

    /** Of the database that {@code connection} has opened. */
    public SqliteSchemaReader(SQLiteConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<SchemaPart> parts(HistoryTable history) throws SQLException {
        SchemaParts parts = new SchemaParts(history);
        for (String[] number :
                SqliteQuery.rows(connection, row -> new String[] {row.getString(1), row.getString(2)}, NUMBERS)) {
            parts.add(number[0], "PRAGMA " + number[0] + " = " + number[1]);
        }
        List<Found> all = SqliteQuery.rows(connection, Found::of, OBJECTS);
        Set<String> shadows = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (all.stream().anyMatch(Found::isVirtual)) {
            shadows.addAll(SqliteQuery.rows(connection, row -> row.getString(1), SHADOWS));
        }
        for (Found found : all) {
            if (!parts.isOwn(found.table()) && !shadows.contains(found.table())) {
                found.add(parts);
            }
        }
        return parts.list();
    }

    @Override
    public List<String> passedOver() {
        return List.of("journal mode", "page size", "automatic vacuum");
    }

    /** A row of SQLite's own table. */
    private record Found(String type, String name, String table, String sql) {
        static Found of(ResultSet row) throws SQLException {
            return new Found(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
        }

        boolean isVirtual() {
            SqliteText text = SqliteText.of(sql);
            return type.equals("table") && text.is(1, "VIRTUAL");
        }

        void add(SchemaParts parts) {
            String identity = type + ' ' + SqliteName.key(name);
            SqliteText text = SqliteText.of(sql);
            if (isVirtual()) {
                int from = text.find("USING", 0, text.size());
                parts.add(
                        identity,
                        "CREATE VIRTUAL TABLE " + SqliteKeywords.name(name) + ' ' + text.part(from, text.size()));
            } else if (type.equals("table")) {
                SqliteTableParts.add(parts, name, sql);
            } else if (type.equals("index")) {
                int from = text.find("(", 0, text.size());
                parts.add(
                        identity,
                        (text.is(1, "UNIQUE") ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + SqliteKeywords.name(name)
                                + " ON " + SqliteKeywords.name(table) + ' ' + text.part(from, text.size()));
            } else {
                parts.add(identity, text.part(0, text.size()));
            }
        }
    }
}
