package io.migri.dialect.mysql.connection;

import io.migri.spi.examination.Finding;
import java.util.List;

/** What is to be known of a server before a run. Relatives of MySQL say which version of it they are like. */
public final class MySqlSupport {
    private static final String AREA = "server";

    private MySqlSupport() {}

    public static List<Finding> of(MySqlServer server) {
        Versions versions = server.mariaDb()
                ? new Versions("MariaDB", 10_05_00, "10.5", 11_08_99, "11.8")
                : new Versions("MySQL", 8_00_00, "8.0", 9_07_99, "9.7");
        String name = versions.product + " " + server.version();
        if (server.number() == 0) {
            return note("the version of the server cannot be read from \"" + server.reported() + "\"");
        }
        String itself = server.genuine() ? name : server.reported() + ", which goes by " + name;
        if (server.number() < versions.oldest) {
            return List.of(Finding.problem(
                    AREA,
                    "the server is " + itself + ", and the oldest that Migri works with is " + versions.product + " "
                            + versions.oldestName,
                    "upgrade the server"));
        }
        if (!server.genuine()) {
            return note("the server is " + itself + "; Migri is tested with " + versions.product + " itself");
        }
        return server.number() > versions.newest
                ? note("the server is " + itself + "; the newest that Migri was tested with is " + versions.product
                        + " " + versions.newestName)
                : List.of(Finding.ok(
                        AREA,
                        itself + "; Migri works with " + versions.product + " " + versions.oldestName + " to "
                                + versions.newestName));
    }

    private static List<Finding> note(String text) {
        return List.of(Finding.warning(AREA, text, ""));
    }

    private record Versions(String product, int oldest, String oldestName, int newest, String newestName) {}
}
