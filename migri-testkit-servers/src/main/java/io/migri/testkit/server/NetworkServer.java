package io.migri.testkit.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The databases of a server that listens at a port.
 *
 * @param administration its administrator's own database, which is never dropped
 * @param created how many databases were created there
 */
record NetworkServer(Database administration, AtomicInteger created) {

    NetworkServer(DatabaseServer server, String host, int port, String user, String password) {
        this(
                new Database(server, adminDatabase(server.engine()), host, port, user, password, false),
                new AtomicInteger());
    }

    static String adminDatabase(Engine engine) {
        return engine == Engine.POSTGRESQL ? "postgres" : "mysql";
    }

    Database create() throws SQLException {
        String name = "t" + ProcessHandle.current().pid() + "_" + created.incrementAndGet();
        drop(name);
        administration.execute("CREATE DATABASE " + name);
        return administration.named(name);
    }

    void drop(String name) throws SQLException {
        if (administration.engine() == Engine.POSTGRESQL) {
            // PostgreSQL 12 has no DROP DATABASE WITH (FORCE); any version waits a few seconds for those who are going.
            administration.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        } else {
            disconnectAll(name);
        }
        administration.execute("DROP DATABASE IF EXISTS " + name);
    }

    /** Waits until it accepts connections; {@code running} says whether it still may. */
    void awaitConnections(Duration limit, Liveness running) throws SQLException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                administration.connect().close();
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > end || !running.alive() || hopeless(notYet)) {
                    throw notYet;
                }
                Thread.sleep(30);
            }
        }
    }

    /** A wrong password, or no driver on the class path: waiting does not help. */
    private static boolean hopeless(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith("28")
                || String.valueOf(failure.getMessage()).startsWith("No suitable driver");
    }

    /** DROP DATABASE waits for as long as anybody holds a lock on one of its tables. */
    private void disconnectAll(String name) throws SQLException {
        try (Connection connection = administration.connect();
                Statement statement = connection.createStatement()) {
            for (long id : connectionsTo(name, statement)) {
                kill(id, statement);
            }
        }
    }

    private static List<Long> connectionsTo(String name, Statement statement) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT id FROM information_schema.processlist WHERE db = '" + name + "'")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static void kill(long id, Statement statement) throws SQLException {
        try {
            statement.execute("KILL " + id);
        } catch (SQLException gone) {
            if (gone.getErrorCode() != 1094) {
                throw gone;
            }
        }
    }

    /** Whether a server may still come up. */
    @FunctionalInterface
    interface Liveness {
        boolean alive();
    }
}
