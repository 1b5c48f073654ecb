package io.migri.dialect.mysql.report;

import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.report.MySqlOperation.Name;
import io.migri.spi.probe.ProbeRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The tables that were there before the run, by the names that they have now. */
public final class MySqlTables {
    private static final String FRESH = "information_schema_stats_expiry";

    private final Connection connection;
    private final MySqlServer server;
    private final String present;
    private final String original;
    private final Map<String, MySqlTable> tables = new HashMap<>();
    private final Map<String, MySqlTable> databases = new HashMap<>();
    private final Set<String> temporary = new HashSet<>();
    private final Set<String> measured = new HashSet<>();
    private boolean folded;
    private boolean elsewhere;

    private MySqlTables(Connection connection, MySqlServer server, String present, String original) {
        this.connection = connection;
        this.server = server;
        this.present = present;
        this.original = original;
    }

    /**
     * Those of a database.
     *
     * @param present where statements find the tables
     * @param original where their sizes are asked, which is another one where {@code present} is a copy
     */
    public static MySqlTables of(
            Connection connection, MySqlServer server, String present, String original, ProbeRequest request)
            throws SQLException {
        MySqlTables tables = new MySqlTables(connection, server, present, original);
        tables.read();
        request.own().forEach(own -> tables.tables.remove(tables.key(own)));
        return tables;
    }

    /** The database in which statements find the tables. */
    String present() {
        return present;
    }

    /** The database that the tables are those of. */
    String original() {
        return original;
    }

    /** The table of that name; empty where it is none of these. */
    Optional<MySqlTable> find(Name name) {
        boolean here = name.schema() == null ? !elsewhere : isOurs(name.schema());
        boolean hidden = name.schema() == null && temporary.contains(key(name.table()));
        return here && !hidden ? Optional.ofNullable(tables.get(key(name.table()))) : Optional.empty();
    }

    /** Asks for the sizes, once a table, before anything is done to it. */
    void measure(Name name) throws SQLException {
        MySqlTable table = find(name).orElse(null);
        if (table != null && measured.add(key(table.name()))) {
            tables.put(key(name.table()), sized(table));
        }
    }

    /** All tables of a database together, under its name; they are measured before it is dropped. */
    Optional<MySqlTable> database(Name name) {
        return Optional.ofNullable(databases.get(name.table()));
    }

    void measureDatabase(Name name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select sum(data_length + index_length), sum(table_rows) from"
                        + " information_schema.tables where table_schema = " + MySqlText.literal(name.table())
                        + " having count(*) > 0")) {
            if (row.next()) {
                databases.put(name.table(), new MySqlTable(name.table(), "", number(row, 1), OptionalLong.empty()));
                OptionalLong rows = number(row, 2);
                if (rows.isPresent() && rows.getAsLong() > 0) {
                    databases.put(name.table(), new MySqlTable(name.table(), "", number(row, 1), rows));
                }
            }
        }
    }

    void remove(Name name) {
        if (!temporary.remove(key(name.table())) && find(name).isPresent()) {
            tables.remove(key(name.table()));
        }
    }

    void rename(Name from, Name to) {
        MySqlTable table = find(from).orElse(null);
        if (table != null) {
            tables.remove(key(from.table()));
            if (to.schema() == null ? !elsewhere : isOurs(to.schema())) {
                tables.put(key(to.table()), table);
            }
        }
    }

    /** A table of the session alone goes by that name until it is dropped. */
    void hide(String name) {
        temporary.add(key(name));
    }

    /** Names without a database belong to that one from now on. */
    void use(String database) {
        elsewhere = !isOurs(database);
    }

    void migrationBegins() {
        elsewhere = false;
    }

    private boolean isOurs(String database) {
        return folded
                ? database.equalsIgnoreCase(present) || database.equalsIgnoreCase(original)
                : database.equals(present) || database.equals(original);
    }

    private String key(String name) {
        return folded ? name.toLowerCase(Locale.ROOT) : name;
    }

    private void read() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select table_name, ifnull(engine, ''),"
                        + " @@lower_case_table_names <> 0 from information_schema.tables where table_schema = "
                        + MySqlText.literal(original) + " and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')")) {
            while (rows.next()) {
                folded = rows.getBoolean(3);
                String name = rows.getString(1);
                tables.put(
                        key(name), new MySqlTable(name, rows.getString(2), OptionalLong.empty(), OptionalLong.empty()));
            }
        }
    }

    /** MySQL keeps what it was asked for a day; see {@code information_schema_stats_expiry}. */
    private MySqlTable sized(MySqlTable table) throws SQLException {
        if (server.mariaDb() || server.number() < 8_00_00) {
            return estimated(table);
        }
        String expiry =
                MySqlConnection.text(connection, "select @@session." + FRESH).orElse("default");
        MySqlConnection.execute(connection, "set session " + FRESH + " = 0");
        try {
            return estimated(table);
        } finally {
            MySqlConnection.execute(connection, "set session " + FRESH + " = " + expiry);
        }
    }

    private MySqlTable estimated(MySqlTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select data_length + index_length, table_rows from information_schema.tables where table_schema = "
                                + MySqlText.literal(original) + " and table_name = "
                                + MySqlText.literal(table.name()))) {
            if (!row.next()) {
                return table;
            }
            OptionalLong bytes = number(row, 1);
            OptionalLong rows = number(row, 2);
            return new MySqlTable(
                    table.name(),
                    table.engine(),
                    bytes,
                    rows.isPresent() && rows.getAsLong() == 0 && !isEmpty(table) ? OptionalLong.empty() : rows);
        }
    }

    private boolean isEmpty(MySqlTable table) throws SQLException {
        return MySqlConnection.text(
                        connection,
                        "select 1 from " + MySqlText.identifier(original) + "." + MySqlText.identifier(table.name())
                                + " limit 1")
                .isEmpty();
    }

    private static OptionalLong number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
