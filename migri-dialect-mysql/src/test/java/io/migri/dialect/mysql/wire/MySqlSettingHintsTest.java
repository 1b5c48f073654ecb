package io.migri.dialect.mysql.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.dialect.mysql.MySqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each limit is run into, so that what the servers and the driver say is what is read. */
class MySqlSettingHintsTest {

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void namesTheSettingThatEndedAStatement(Database database) throws SQLException {
        database.execute("CREATE TABLE t (i int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        boolean maria = database.engine() == Engine.MARIADB;
        assertHint(
                database,
                maria ? "SET max_statement_time = 0." : "SET max_execution_time = 0.",
                maria ? "SET max_statement_time = 0.05" : "SET max_execution_time = 50",
                "SELECT sleep(60) FROM t, information_schema.tables");
        assertHint(database, "sql_safe_updates = 0", "SET sql_safe_updates = 1", "UPDATE t SET i = 2");
        assertHint(database, "allowLoadLocalInfile=true", "LOAD DATA LOCAL INFILE '/nosuch' INTO TABLE t");
        try (Connection holder = database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("UPDATE t SET i = 3");
            assertHint(database, "innodb_lock_wait_timeout", "SET innodb_lock_wait_timeout = 1", "UPDATE t SET i = 4");
        }
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void namesThePropertyThatMadeTheDriverGiveUp(Database database) throws SQLException {
        DatabaseError error = failure(database, Map.of("socketTimeout", "300"), List.of("SELECT sleep(60)"));
        assertEquals(DatabaseError.Kind.CONNECTION_LOST, error.kind());
        assertTrue(error.hint().orElseThrow().contains("socketTimeout counts milliseconds"), error::toString);
    }

    @Test
    void namesTheLimitOfAMessage() {
        for (SQLException error : List.of(
                new SQLException("Got a packet bigger than 'max_allowed_packet' bytes", "08S01", 1153),
                new SQLException("Packet for query is too large (2 > 1).", "S1000"))) {
            assertTrue(MySqlSettingHints.of(error).orElseThrow().contains("SET GLOBAL max_allowed_packet"));
        }
        assertEquals(Optional.empty(), MySqlSettingHints.of(new SQLException("You have an error", "42000", 1064)));
    }

    private static void assertHint(Database database, String hint, String... statements) throws SQLException {
        DatabaseError error = failure(database, Map.of(), List.of(statements));
        assertTrue(error.hint().orElse("").contains(hint), error::toString);
    }

    private static DatabaseError failure(Database database, Map<String, String> properties, List<String> statements)
            throws SQLException {
        try (Connection connection = new MySqlDialect().connect(with(database.config(), properties))) {
            DialectSession session = new MySqlDialect().session(connection);
            StatementFailedException failure = assertThrows(
                    StatementFailedException.class, () -> session.wire().execute(statements));
            return new MySqlDialect().explain(failure, statements.get(failure.index()));
        }
    }

    private static ConnectionConfig with(ConnectionConfig config, Map<String, String> properties) {
        return new ConnectionConfig(
                config.dialect(),
                config.database(),
                config.host(),
                config.port(),
                config.user(),
                config.password(),
                config.schema(),
                properties);
    }
}
