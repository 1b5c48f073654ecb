package io.migri.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.testkit.server.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What is in a database, seen through a connection of the test's own. */
record Contents(Database database) {

    static Contents of(Database database) {
        return new Contents(database);
    }

    /** There is nothing at all in it. */
    void areNone() throws SQLException {
        assertEquals(List.of(), tables());
    }

    /** Exactly these migrations are applied. */
    Contents haveApplied(String... names) throws SQLException {
        List<String> applied = tables().contains("applied_migration")
                ? column("SELECT name FROM applied_migration ORDER BY name")
                : List.of();
        assertEquals(List.of(names), applied);
        return this;
    }

    /** Beside the history, its files and the journal there are exactly these tables. */
    Contents haveTables(String... names) throws SQLException {
        List<String> tables = tables();
        tables.remove("applied_migration");
        tables.remove("migri_journal");
        tables.remove("migri_source");
        assertEquals(List.of(names), tables);
        return this;
    }

    /** {@code query} has these values in its only column. */
    Contents answer(String query, String... values) throws SQLException {
        assertEquals(List.of(values), column(query));
        return this;
    }

    private List<String> tables() throws SQLException {
        return column(
                switch (database.engine()) {
                    case SQLITE -> "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
                    case POSTGRESQL ->
                        "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
                                + " ORDER BY tablename";
                    case MYSQL, MARIADB ->
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = database()"
                                + " AND table_type = 'BASE TABLE' ORDER BY table_name";
                });
    }

    private List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
