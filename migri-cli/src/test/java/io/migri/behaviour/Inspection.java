package io.migri.behaviour;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Looks into a database on a connection of its own. */
public final class Inspection {
    private static final String POSTGRESQL_OWN = " NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ";

    private Inspection() {}

    /** The rows of {@code query}, columns joined by a bar. */
    public static List<String> rows(Database database, String query) throws SQLException {
        try (Connection connection = database.connect()) {
            return rows(connection, query);
        }
    }

    public static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", row));
            }
            return found;
        }
    }

    /** The names in the history table, sorted; none where there is no table. */
    static List<String> applied(Database database) throws SQLException {
        return tables(database).stream().anyMatch(table -> table.endsWith("applied_migration"))
                ? rows(database, "SELECT name FROM applied_migration ORDER BY name")
                : List.of();
    }

    /** Every table and view, with its schema on PostgreSQL. */
    static List<String> tables(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return tables(connection, database.engine());
        }
    }

    private static List<String> tables(Connection connection, Engine engine) throws SQLException {
        return rows(
                connection,
                switch (engine) {
                    case POSTGRESQL ->
                        "SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_schema"
                                + POSTGRESQL_OWN + "ORDER BY 1";
                    case MYSQL, MARIADB ->
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1";
                    case SQLITE -> "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY 1";
                });
    }

    /** What a dump would hold: objects, columns, indexes and all rows. */
    public static List<String> everything(Database database) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.connect()) {
            for (String query : definitions(database)) {
                found.addAll(rows(connection, query));
            }
            for (String table : tables(connection, database.engine())) {
                List<String> rows = rows(connection, "SELECT * FROM " + table);
                Collections.sort(rows);
                rows.forEach(row -> found.add(table + ": " + row));
            }
        }
        return found;
    }

    /** How {@code table} is declared, as the database itself says it. */
    static List<String> declaration(Database database, String table) throws SQLException {
        return rows(
                database,
                switch (database.engine()) {
                    case POSTGRESQL ->
                        "SELECT ordinal_position, column_name, data_type, udt_name, is_nullable, column_default"
                                + " FROM information_schema.columns WHERE table_name = '" + table + "' ORDER BY 1";
                    case MYSQL, MARIADB -> "SHOW CREATE TABLE " + table;
                    case SQLITE ->
                        "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = '" + table + "' ORDER BY 1, 2";
                });
    }

    private static List<String> definitions(Database database) {
        return switch (database.engine()) {
            case POSTGRESQL ->
                List.of(
                        "SELECT table_schema, table_name, column_name, udt_name, is_nullable, column_default"
                                + " FROM information_schema.columns WHERE table_schema" + POSTGRESQL_OWN
                                + "ORDER BY 1, 2, ordinal_position",
                        "SELECT indexdef FROM pg_indexes WHERE schemaname" + POSTGRESQL_OWN + "ORDER BY 1",
                        "SELECT typname, typtype FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE nspname"
                                + POSTGRESQL_OWN + "ORDER BY 1",
                        "SELECT enumlabel FROM pg_enum ORDER BY 1",
                        "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname"
                                + POSTGRESQL_OWN + "ORDER BY 1");
            case MYSQL, MARIADB ->
                List.of(
                        "SELECT table_name, column_name, column_type, is_nullable, column_default"
                                + " FROM information_schema.columns WHERE table_schema = DATABASE()"
                                + " ORDER BY 1, ordinal_position",
                        "SELECT table_name, index_name, column_name FROM information_schema.statistics"
                                + " WHERE table_schema = DATABASE() ORDER BY 1, 2, seq_in_index");
            case SQLITE -> List.of("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2");
        };
    }
}
