package io.migri.dialect.mysql.rehearsal.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Removes the databases of dry runs that were killed before they could do so. */
public final class MySqlScratchLeftovers {
    private MySqlScratchLeftovers() {}

    /** An expression: how many databases might be some, as far as this user can see. */
    public static String count() {
        return "(select count(*) from information_schema.schemata where left(schema_name, "
                + MySqlScratchName.PREFIX.length() + ") = '" + MySqlScratchName.PREFIX + "')";
    }

    /** A run has other things to do than to fail over what it cannot remove; the next one tries again. */
    public static void remove(Connection connection) {
        try {
            String server = MySqlScratchDatabase.server(connection);
            for (String name : names(connection)) {
                if (MySqlScratchName.isOurs(name, server) && MySqlScratchDatabase.lock(connection, name)) {
                    remove(connection, name);
                }
            }
        } catch (SQLException failure) {
            // it is no more than a place on the disk
        }
    }

    private static void remove(Connection connection, String name) throws SQLException {
        try {
            MySqlScratchDatabase.drop(connection, name);
        } finally {
            MySqlScratchDatabase.unlock(connection, name);
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show databases")) {
            while (rows.next()) {
                if (rows.getString(1).startsWith(MySqlScratchName.PREFIX)) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }
}
