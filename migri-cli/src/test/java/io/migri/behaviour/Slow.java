package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A statement that does not end for a minute at least, into the table {@code keep}. */
final class Slow {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Slow() {}

    static String statement(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> "INSERT INTO keep SELECT 99 FROM (SELECT pg_sleep(60)) AS slow;";
            case MYSQL, MARIADB -> "INSERT INTO keep SELECT SLEEP(60);";
            case SQLITE ->
                "INSERT INTO keep WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x <"
                        + " 10000000000) SELECT count(*) FROM n;";
        };
    }

    /** One that fails when it is cancelled, where {@code SLEEP} of MySQL ends early and is content. */
    static String cancellable(Engine engine) {
        return engine.mysqlFamily()
                ? "INSERT INTO keep SELECT count(*) FROM information_schema.collations a,"
                        + " information_schema.collations b, information_schema.collations c,"
                        + " information_schema.collations d;"
                : statement(engine);
    }

    /** Waits until one of them runs somewhere. */
    static void await(Database database) throws SQLException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!running(database)) {
            assertTrue(System.nanoTime() < end, "nobody runs the slow statement");
            Thread.sleep(50);
        }
    }

    private static boolean running(Database database) throws SQLException {
        return switch (database.engine()) {
            case POSTGRESQL ->
                !Inspection.rows(
                                database,
                                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state ="
                                        + " 'active' AND wait_event = 'PgSleep'")
                        .isEmpty();
            case MYSQL, MARIADB ->
                !Inspection.rows(
                                database,
                                "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND (state ="
                                        + " 'User sleep' OR info LIKE 'INSERT INTO keep SELECT count%')")
                        .isEmpty();
            case SQLITE -> locked(database);
        };
    }

    private static boolean locked(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }
}
