package io.migri.badinput;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What differs between the databases where a statement has to take long. */
final class Databases {

    private Databases() {}

    /** A statement that takes {@code seconds}, and fails where it is cancelled. Adds rows to the table {@code good}. */
    static String slowInsert(Database database, int seconds) {
        return switch (database.engine()) {
            case POSTGRESQL -> "INSERT INTO good SELECT 2 FROM pg_sleep(" + seconds + ");\n";
            case MYSQL, MARIADB -> "INSERT INTO good SELECT 2 + sleep(" + seconds + ") FROM good;\n";
            case SQLITE ->
                "INSERT INTO good WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                        + 4_000_000L * seconds + ") SELECT count(*) FROM n;\n";
        };
    }

    /** Waits until the server executes a statement with {@code text}; on SQLite, until somebody writes. */
    static void awaitStatement(Database database, String text) throws SQLException, InterruptedException {
        String question =
                switch (database.engine()) {
                    case POSTGRESQL ->
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
                                + " AND query LIKE '%" + text + "%'";
                    case MYSQL, MARIADB ->
                        "SELECT count(*) FROM information_schema.processlist WHERE id <> connection_id()"
                                + " AND info LIKE '" + text + "%' AND state LIKE '%sleep%'";
                    case SQLITE -> "";
                };
        for (int tries = 0; tries < 400; tries++) {
            if (database.engine() == Engine.SQLITE ? isLocked(database) : isYes(database, question)) {
                return;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("nobody executes: " + text);
    }

    private static boolean isYes(Database database, String question) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getInt(1) > 0;
        }
    }

    private static boolean isLocked(Database database) throws InterruptedException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException busy) {
            // long enough for the statements before the slow one
            Thread.sleep(300);
            return true;
        }
    }
}
