package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.language.MySqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What there is to copy for a dry run. */
final class MySqlScratchSource {
    private final Connection connection;
    private final String database;

    MySqlScratchSource(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /** Whether it is what that database holds. */
    boolean is(String name) {
        return database.equals(name);
    }

    /** Tables, views and sequences. */
    List<Table> tables() throws SQLException {
        List<Table> tables = new ArrayList<>();
        Map<String, List<Column>> columns = columns();
        for (List<String> row : rows("select table_name, table_type, ifnull(engine, '') from information_schema.tables"
                + " where table_schema = " + schema() + " order by table_name")) {
            tables.add(new Table(row.get(0), row.get(1), row.get(2), columns.getOrDefault(row.get(0), List.of())));
        }
        return tables;
    }

    /** The foreign keys within the database. */
    List<ForeignKey> foreignKeys() throws SQLException {
        Map<String, ForeignKey> keys = new LinkedHashMap<>();
        for (List<String> row : rows("select table_name, constraint_name, column_name, referenced_table_name,"
                + " referenced_column_name from information_schema.key_column_usage where table_schema = " + schema()
                + " and referenced_table_schema = " + schema()
                + " order by table_name, constraint_name, ordinal_position")) {
            ForeignKey key = keys.computeIfAbsent(
                    row.get(0) + '\0' + row.get(1),
                    name -> new ForeignKey(row.get(0), row.get(3), new ArrayList<>(), new ArrayList<>()));
            key.columns().add(row.get(2));
            key.referenced().add(row.get(4));
        }
        return List.copyOf(keys.values());
    }

    /** Kind and name of each procedure, function and package. */
    List<List<String>> routines() throws SQLException {
        // a package has to be there before its body
        return rows("select routine_type, routine_name from information_schema.routines where routine_schema = "
                + schema() + " order by routine_type = 'PACKAGE BODY', routine_name");
    }

    /** Triggers in the order in which those of one table fire. */
    List<List<String>> triggers() throws SQLException {
        return rows("select 'TRIGGER', trigger_name from information_schema.triggers where trigger_schema = " + schema()
                + " order by event_object_table, event_manipulation, action_timing, action_order");
    }

    List<List<String>> events() throws SQLException {
        return rows("select 'EVENT', event_name from information_schema.events where event_schema = " + schema()
                + " order by event_name");
    }

    /** What {@code SHOW CREATE} says, by the lower-case names of its columns. */
    Map<String, String> show(String kind, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show create " + kind + " " + qualified(name))) {
            Map<String, String> shown = new HashMap<>();
            ResultSetMetaData columns = row.getMetaData();
            if (row.next()) {
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String value = row.getString(i);
                    shown.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value == null ? "" : value);
                }
            }
            return shown;
        }
    }

    String qualified(String name) {
        return MySqlText.identifier(database) + "." + MySqlText.identifier(name);
    }

    /** The default character set and collation of the database, as options of one to be made; empty where it is gone. */
    Optional<String> options() throws SQLException {
        return MySqlConnection.text(
                connection,
                "select concat(' character set ', default_character_set_name, ' collate ', default_collation_name)"
                        + " from information_schema.schemata where schema_name = " + schema());
    }

    /** The next value of a sequence. */
    Optional<String> next(Table sequence) throws SQLException {
        return MySqlConnection.text(connection, "select next_not_cached_value from " + qualified(sequence.name()));
    }

    /** Names in quotes, each with {@code prefix} before it. */
    static String list(String prefix, List<String> names) {
        StringJoiner list = new StringJoiner(", ");
        names.forEach(name -> list.add(prefix + MySqlText.identifier(name)));
        return list.toString();
    }

    /** The part of a query that finds the rows {@code c} of {@code child} whose parents are missing. */
    static String lacking(ForeignKey key, String child, String parent) {
        StringJoiner present = new StringJoiner(" and ");
        StringJoiner known = new StringJoiner(" and ");
        for (int i = 0; i < key.columns().size(); i++) {
            String column = MySqlText.identifier(key.columns().get(i));
            present.add("p." + MySqlText.identifier(key.referenced().get(i)) + " = c." + column);
            known.add("c." + column + " is not null");
        }
        return " from " + child + " c left join " + parent + " p on " + present + " where " + known + " and p."
                + MySqlText.identifier(key.referenced().get(0)) + " is null";
    }

    /** The columns that take values, by table. */
    private Map<String, List<Column>> columns() throws SQLException {
        Map<String, List<Column>> columns = new HashMap<>();
        for (List<String> row : rows("select table_name, column_name, data_type, ifnull(character_set_name, '')"
                + " from information_schema.columns where table_schema = " + schema()
                + " and ifnull(generation_expression, '') = '' order by table_name, ordinal_position")) {
            columns.computeIfAbsent(row.get(0), table -> new ArrayList<>())
                    .add(new Column(row.get(1), row.get(2), row.get(3)));
        }
        return columns;
    }

    private List<List<String>> rows(String query) throws SQLException {
        List<List<String>> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(row);
            }
        }
        return found;
    }

    private String schema() {
        return MySqlText.literal(database);
    }

    /**
     * A table, a view or a sequence.
     *
     * @param columns those that take values
     */
    record Table(String name, String type, String engine, List<Column> columns) {
        List<String> columnNames() {
            return columns.stream().map(Column::name).toList();
        }

        /** One that takes values. */
        Optional<Column> column(String column) {
            return columns.stream()
                    .filter(one -> one.name().equalsIgnoreCase(column))
                    .findFirst();
        }

        boolean view() {
            return type.equals("VIEW");
        }

        boolean sequence() {
            return type.equals("SEQUENCE");
        }
    }

    /**
     * A column.
     *
     * @param type its name in {@code information_schema}, without lengths
     * @param characterSet empty for what is no text
     */
    record Column(String name, String type, String characterSet) {}

    /** A foreign key of {@code child} to {@code parent}. */
    record ForeignKey(String child, String parent, List<String> columns, List<String> referenced) {}
}
