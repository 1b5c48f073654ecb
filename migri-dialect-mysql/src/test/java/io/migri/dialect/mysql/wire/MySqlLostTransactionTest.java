package io.migri.dialect.mysql.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

final class MySqlLostTransactionTest {

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aDeadlockLeavesNothingBehind(Database database) throws Exception {
        assertTrue(survivesDeadlock(database, "UPDATE account SET sum=1 WHERE id=1"));
        assertEquals("0", sumOfFirst(database));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aDeadlockBehindAProcedureThatCommitsDoesNotUndoIt(Database database) throws Exception {
        database.execute("CREATE PROCEDURE p() BEGIN UPDATE account SET sum=1 WHERE id=1; COMMIT; START TRANSACTION;"
                + " UPDATE account SET sum=1 WHERE id=1; END");
        assertFalse(survivesDeadlock(database, "CALL p()"));
        assertEquals("1", sumOfFirst(database));
    }

    private static boolean survivesDeadlock(Database database, String first) throws Exception {
        database.execute(
                "CREATE TABLE account (id int PRIMARY KEY, sum int) ENGINE=InnoDB",
                "INSERT INTO account VALUES (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0)");
        try (Connection connection = new MySqlDialect().connect(database.config());
                Connection other = database.connect()) {
            DialectSession session = new MySqlDialect().session(connection);
            session.wire().execute(List.of(session.wire().syntax().begin(), first));
            // the server undoes the transaction that has done less
            MySqlConnection.execute(other, "START TRANSACTION");
            MySqlConnection.execute(other, "UPDATE account SET sum=2 WHERE id>1");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> update(other));
            StatementFailedException failure = assertThrows(StatementFailedException.class, () -> session.wire()
                    .execute(List.of("UPDATE account SET sum=1 WHERE id=2")));
            assertEquals(1213, failure.failure().getErrorCode());
            boolean survived = session.wire().transactionSurvived();
            waiting.join();
            MySqlConnection.execute(other, "ROLLBACK");
            return survived;
        }
    }

    private static void update(Connection other) {
        try {
            MySqlConnection.execute(other, "UPDATE account SET sum=2 WHERE id=1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sumOfFirst(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return MySqlConnection.text(connection, "SELECT sum FROM account WHERE id=1")
                    .orElseThrow();
        }
    }
}
