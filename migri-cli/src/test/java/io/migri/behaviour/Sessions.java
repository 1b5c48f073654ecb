package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What others do on a server of MySQL or MariaDB, in whichever database. */
final class Sessions {
    /**
     * Execute {@code SLEEP}. Tests let a migration sleep for long, and end that when they have seen what they wanted; and a server takes
     * seconds to notice that a sleeper's client is dead.
     */
    static final String ASLEEP = "state = 'User sleep'";

    static final String WAITING_FOR_A_TABLE = "state LIKE '%metadata lock%'";

    private Sessions() {}

    /** Waits until there is one of which {@code condition} is true. */
    static void await(Database server, String condition) throws SQLException, InterruptedException {
        await(server, condition, false);
    }

    /** A statement that sleeps until it is woken. On MariaDB what wakes it would fail it, so there it sleeps for a while only. */
    static String sleep(Database server) {
        return "SELECT sleep(" + (server.engine() == Engine.MARIADB ? 6 : 600) + ");";
    }

    /** Lets them go on with their next statement. Waits until there is one. */
    static void wake(Database server) throws SQLException, InterruptedException {
        if (server.engine() != Engine.MARIADB) {
            await(server, ASLEEP);
            kill(server, "KILL QUERY ");
        }
    }

    /** Ends them, as the server does once it has noticed that nobody listens. Waits until all are gone, also those that ended by themselves. */
    static void end(Database server) throws SQLException, InterruptedException {
        kill(server, "KILL ");
        await(server, ASLEEP, true);
    }

    private static void kill(Database server, String command) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String id : Inspection.rows(connection, query(ASLEEP))) {
                statement.execute(command + id);
            }
        }
    }

    private static void await(Database server, String condition, boolean none)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + Launcher.LIMIT.toNanos();
        while (Inspection.rows(server, query(condition)).isEmpty() != none) {
            assertTrue(System.nanoTime() < end, condition);
            Thread.sleep(20);
        }
    }

    private static String query(String condition) {
        return "SELECT id FROM information_schema.processlist WHERE id <> connection_id() AND (" + condition + ")";
    }
}
