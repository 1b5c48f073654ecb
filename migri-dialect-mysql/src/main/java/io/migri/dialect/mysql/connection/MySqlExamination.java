package io.migri.dialect.mysql.connection;

import io.migri.spi.examination.Finding;
import io.migri.spi.history.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a user can change the database. Servers tell privileges only as the statements that granted them. */
public final class MySqlExamination {

    private MySqlExamination() {}

    public static List<Finding> of(Connection connection, String database, HistoryTable history) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String user = MySqlConnection.text(connection, "select current_user()").orElse("this user");
        if (MySqlConnection.text(connection, "select @@global.read_only")
                .orElse("0")
                .equals("1")) {
            findings.add(Finding.warning(
                    "privileges",
                    "the server is read-only but for some users",
                    "connect to a server that takes writes"));
        }
        List<MySqlGrant> grants =
                grants(connection).stream().map(MySqlGrant::of).toList();
        findings.add(creation(grants, database, user));
        if (history.schema() != null && !history.schema().equals(database)) {
            findings.add(creation(grants, history.schema(), user));
        }
        return findings;
    }

    private static Finding creation(List<MySqlGrant> grants, String database, String user) {
        return grants.stream().anyMatch(grant -> allows(grant, database))
                ? Finding.ok("privileges", user + " can create in the database " + database)
                : Finding.warning(
                        "privileges",
                        "no grant to " + user + " says that it can create in the database " + database,
                        "unless a role does: grant all on `" + database + "`.* to " + user);
    }

    /** The account of this session, as statements name it. */
    public static String account(Connection connection) throws SQLException {
        String account =
                MySqlConnection.text(connection, "select current_user()").orElse("");
        int at = account.lastIndexOf('@');
        return at < 0 ? account : "'" + account.substring(0, at) + "'@'" + account.substring(at + 1) + "'";
    }

    private static boolean allows(MySqlGrant grant, String database) {
        return grant.coversDatabase(database)
                && (grant.privileges().contains("all privileges")
                        || grant.privileges().contains("create"));
    }

    private static List<String> grants(Connection connection) throws SQLException {
        List<String> grants = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show grants")) {
            while (rows.next()) {
                grants.add(rows.getString(1));
            }
        }
        return grants;
    }
}
