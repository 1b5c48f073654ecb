package io.migri.dialect.mysql.rehearsal;

import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlExamination;
import io.migri.dialect.mysql.rehearsal.reach.MySqlBeyond;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchConnections;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchName;
import io.migri.spi.rehearsal.RehearsalRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Finds out what the account that rehearses could reach besides the copy. */
final class MySqlRehearsalAccount {
    private static final Set<String> SCRATCH =
            Set.of("`" + MySqlScratchName.PATTERN.toLowerCase(Locale.ROOT) + "`.*", "`migri_dry_%`.*");

    private MySqlRehearsalAccount() {}

    static MySqlBeyond beyond(MySqlScratchConnections connections, RehearsalRequest request) throws SQLException {
        Connection copy = connections.copy();
        boolean guarded = connections.apart() && confined(copy);
        request.inform().accept(Text.of(guarded ? guard(copy) : advice()));
        Set<String> databases = names(copy, "show databases");
        if (connections.apart()) {
            databases.addAll(names(connections.real(), "show databases"));
        }
        return new MySqlBeyond(databases, programs(copy), guarded);
    }

    private static String guard(Connection copy) throws SQLException {
        return "the dry run is guarded by the server: " + MySqlExamination.account(copy)
                + " may change nothing but copies";
    }

    private static String advice() {
        return "the dry run is guarded by Migri alone, which reads each statement before it is sent; to have the server guard it,"
                + " rehearse as an account of its own: CREATE USER 'migri_dry'@'%' IDENTIFIED BY '…'; GRANT ALL ON `"
                + MySqlScratchName.PATTERN + "`.* TO 'migri_dry'@'%'";
    }

    /** Whether it has no rights but those on databases of dry runs. */
    private static boolean confined(Connection connection) throws SQLException {
        for (String grant : names(connection, "show grants")) {
            boolean nothing = grant.startsWith("grant usage on *.* to ") && !grant.endsWith(" with grant option");
            int on = grant.indexOf(" on ");
            int to = grant.indexOf(" to ", Math.max(on, 0));
            boolean copies = on > 0 && to > on && SCRATCH.contains(grant.substring(on + 4, to));
            if (!nothing && !copies) {
                return false;
            }
        }
        return true;
    }

    /** Those that may not look have no such functions to fear that they could find out. */
    private static Set<String> programs(Connection connection) {
        try {
            return names(connection, "select name from mysql.func");
        } catch (SQLException denied) {
            return Set.of();
        }
    }

    private static Set<String> names(Connection connection, String query) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
