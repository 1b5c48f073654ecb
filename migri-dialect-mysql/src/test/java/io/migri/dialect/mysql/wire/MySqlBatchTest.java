package io.migri.dialect.mysql.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;

final class MySqlBatchTest {
    private static final String ROWS = "SELECT 1 UNION SELECT 2";
    private static final String NO_ROWS = "DO 1";

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void knowsWhichOfManyFailed(Database database) throws SQLException {
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            assertKnowsWhichFailed(connection, 60);
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void knowsWhichFailedOnABorrowedConnection(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            assertKnowsWhichFailed(connection, 8);
        }
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("allowMultiQueries", "true");
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties)) {
            assertKnowsWhichFailed(connection, 8);
        }
    }

    private static void assertKnowsWhichFailed(Connection connection, int most) throws SQLException {
        DialectSession session = new MySqlDialect().session(connection);
        Random random = new Random(7);
        for (int index = 0; index < most; index++) {
            List<String> batch = new ArrayList<>();
            for (int i = 0; i < index; i++) {
                batch.add(random.nextBoolean() ? ROWS : NO_ROWS);
            }
            batch.add(random.nextBoolean() ? "SELEKT 1" : "SELECT * FROM nowhere");
            batch.add(NO_ROWS);
            StatementFailedException failure = assertThrows(
                    StatementFailedException.class, () -> session.wire().execute(batch), batch::toString);
            assertEquals(index, failure.index(), batch::toString);
        }
        session.wire().execute(List.of(ROWS, NO_ROWS));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void countsAProcedureWithManyResultsOnce(Database database) throws SQLException {
        database.execute("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; DO 1; END");
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            StatementFailedException failure = assertThrows(StatementFailedException.class, () -> session.wire()
                    .execute(List.of(NO_ROWS, "CALL p()", ROWS, "CALL p()", "SELEKT", NO_ROWS)));
            assertEquals(4, failure.index());
        }
    }

    /** MySQL looks for a label after a body's end and would take the separator that it finds there for a part of it. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void keepsSeparatorsOutOfBodies(Database database) throws Exception {
        List<String> statements = List.of(
                "CREATE TABLE t (a int)",
                "CREATE PROCEDURE labelled() here: BEGIN DO 1; END",
                "CREATE PROCEDURE bare() SELECT 1",
                "create definer = current_user function f() RETURNS int DETERMINISTIC here: BEGIN RETURN 1; END",
                "/*!50003 CREATE*/ /*!50003 TRIGGER r BEFORE INSERT ON t FOR EACH ROW here: BEGIN SET NEW.a = 1; END */",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO here: BEGIN DO 1; END",
                "CREATE VIEW v AS SELECT a FROM t",
                NO_ROWS);
        try (Database other = database.server().create();
                Connection connection = new MySqlDialect().connect(database.config())) {
            other.execute(statements.toArray(String[]::new));
            new MySqlDialect().session(connection).wire().execute(statements);
            assertEquals(bodies(other), bodies(database));
        }
    }

    private static List<String> bodies(Database database) throws SQLException {
        List<String> bodies = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT routine_name, routine_definition FROM information_schema.routines
                        WHERE routine_schema = DATABASE()
                        UNION SELECT trigger_name, action_statement FROM information_schema.triggers
                        WHERE trigger_schema = DATABASE()
                        UNION SELECT event_name, event_definition FROM information_schema.events
                        WHERE event_schema = DATABASE()
                        ORDER BY 1""")) {
            while (rows.next()) {
                bodies.add(rows.getString(1) + ": " + rows.getString(2));
            }
        }
        return bodies;
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void noticesThatAProcedureCommitted(Database database) throws SQLException {
        database.execute("CREATE TABLE t (a int)", "CREATE PROCEDURE p() CREATE TABLE u (a int)");
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            String begin = session.wire().syntax().begin();
            assertThrows(StatementFailedException.class, () -> session.wire()
                    .execute(List.of(begin, "INSERT INTO t VALUES (1)", "SELEKT")));
            assertTrue(session.wire().transactionSurvived());
            session.wire().execute(List.of("ROLLBACK"));
            assertThrows(StatementFailedException.class, () -> session.wire()
                    .execute(List.of(begin, "INSERT INTO t VALUES (1)", "CALL p()", "SELEKT")));
            assertFalse(session.wire().transactionSurvived());
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void saysHowLargeAStatementMayBe(Database database) throws SQLException {
        database.execute("SET GLOBAL max_allowed_packet = 1048576");
        try (Connection connection = new MySqlDialect().connect(database.config())) {
            DialectSession session = new MySqlDialect().session(connection);
            String statement = "DO '" + "x".repeat(1_200_000) + "'";
            StatementFailedException failure = assertThrows(
                    StatementFailedException.class, () -> session.wire().execute(List.of(NO_ROWS, statement)));
            assertEquals(1, failure.index());
            DatabaseError error = new MySqlDialect().explain(failure, statement);
            assertTrue(error.message().contains(NumberFormat.getInstance().format(1_048_576)), error::message);
            assertTrue(error.message().contains("max_allowed_packet"), error::message);
            List<String> large = List.of("DO '" + "\u20ac".repeat(200_000) + "'", "DO '" + "y".repeat(500_000) + "'");
            session.wire().execute(large);
        } finally {
            database.execute("SET GLOBAL max_allowed_packet = DEFAULT");
        }
    }
}
