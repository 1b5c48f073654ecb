package io.migri.dialect.postgresql.wire;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.dialect.postgresql.connection.PostgresqlConnectionProperties;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** Each limit is run into, so that the server's own code and words are what is read. */
class PostgresqlSettingHintsTest {

    @ForEachDatabase(Engine.POSTGRESQL)
    void namesTheSettingThatEndedAStatementOrASession(Database database) throws SQLException {
        database.execute("CREATE TABLE t (i int)");
        assertHint(database, "statement_timeout", "SET statement_timeout = 20", "SELECT pg_sleep(60)");
        assertHint(database, "transaction_timeout", "SET transaction_timeout = 20", "BEGIN", "SELECT pg_sleep(60)");
        try (Connection holder = database.connect();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("LOCK TABLE t");
            assertHint(database, "lock_timeout", "SET lock_timeout = 20", "SELECT * FROM t");
            assertEquals(
                    Optional.empty(),
                    failure(database, "BEGIN", "LOCK TABLE t NOWAIT").hint());
        }
    }

    @Test
    void namesWhatEndsASessionThatPauses() {
        assertTrue(PostgresqlSettingHints.of("25P03", "")
                .orElseThrow()
                .contains("SET idle_in_transaction_session_timeout = 0"));
        assertTrue(PostgresqlSettingHints.of("57P05", "").orElseThrow().contains("SET idle_session_timeout = 0"));
        assertEquals(Optional.empty(), PostgresqlSettingHints.of("57014", "canceling statement due to user request"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void namesThePropertyThatMadeTheDriverGiveUp(Database database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("socketTimeout", "1");
        DatabaseError error = failure(database, properties, List.of("SELECT pg_sleep(60)"));
        assertEquals(DatabaseError.Kind.CONNECTION_LOST, error.kind());
        assertTrue(error.hint().orElseThrow().contains("socketTimeout counts seconds"), error::toString);
    }

    private static void assertHint(Database database, String setting, String... statements) throws SQLException {
        DatabaseError error = failure(database, statements);
        assertTrue(error.hint().orElse("").contains("SHOW " + setting), error::toString);
    }

    private static DatabaseError failure(Database database, String... statements) throws SQLException {
        return failure(database, new Properties(), List.of(statements));
    }

    private static DatabaseError failure(Database database, Properties properties, List<String> statements)
            throws SQLException {
        try (Connection connection = connect(database, properties);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            return PostgresqlErrors.explain(e, statements.get(statements.size() - 1));
        }
        throw new AssertionError("nothing failed of " + statements);
    }

    private static Connection connect(Database database, Properties properties) throws SQLException {
        Properties all = PostgresqlConnectionProperties.of(database.config());
        all.putAll(properties);
        Connection connection = new Driver().connect(PostgresqlConnectionProperties.URL, all);
        return requireNonNull(connection);
    }
}
