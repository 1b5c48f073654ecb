package io.migri.dialect.postgresql.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import io.migri.spi.DialectSession;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.StatementFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements get on with a transaction. */
final class PostgresqlTransactionRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "/* x */ create unique -- y\n index concurrently if not exists i on t (a)",
                "DROP INDEX CONCURRENTLY IF EXISTS i",
                "REINDEX TABLE CONCURRENTLY t",
                "REINDEX (VERBOSE, CONCURRENTLY) INDEX i",
                "REINDEX SCHEMA public",
                "REINDEX (VERBOSE) DATABASE d",
                "REINDEX SYSTEM d",
                "VACUUM",
                "VACUUM (ANALYZE) t",
                "CREATE DATABASE d",
                "DROP DATABASE IF EXISTS d",
                "ALTER DATABASE d SET TABLESPACE x",
                "CREATE TABLESPACE x LOCATION '/x'",
                "DROP TABLESPACE x",
                "ALTER SYSTEM SET work_mem = '1MB'",
                "ALTER TABLE IF EXISTS ONLY a.\"b c\" DETACH PARTITION p CONCURRENTLY",
                "CLUSTER",
                "CLUSTER (VERBOSE)",
                "CLUSTER VERBOSE",
                "COMMIT PREPARED 'x'",
                "ROLLBACK PREPARED 'x'",
                "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
                "DROP SUBSCRIPTION s",
                "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
                "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (copy_data = false)"
            })
    void refuse(String statement) {
        assertEquals(TransactionEffect.REFUSES_IT, PostgresqlTransactionRules.effect(new PostgresqlWords(statement)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX concurrently_made ON t (a)",
                "CREATE INDEX \"concurrently\" ON t (a)",
                "CREATE TABLE database (a int)",
                "DROP INDEX i",
                "REINDEX TABLE t",
                "REINDEX INDEX i",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
                "ANALYZE",
                "ALTER DATABASE d SET work_mem = '1MB'",
                "ALTER TABLE t DETACH PARTITION p",
                "ALTER TABLE t DETACH PARTITION p FINALIZE",
                "ALTER TYPE e ADD VALUE 'x'",
                "CLUSTER t USING i",
                "CLUSTER VERBOSE t",
                "SAVEPOINT s",
                "RELEASE s",
                "ROLLBACK TO s",
                "ROLLBACK WORK TO SAVEPOINT s",
                "LOCK TABLE t",
                "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (slot_name = x, connect = false)",
                "ALTER SUBSCRIPTION s DISABLE",
                "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = off)",
                "INSERT INTO t VALUES ('VACUUM')",
                "TABLE t",
                ""
            })
    void takePart(String statement) {
        assertEquals(TransactionEffect.NONE, PostgresqlTransactionRules.effect(new PostgresqlWords(statement)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN", "begin work", "START TRANSACTION", "BEGIN TRANSACTION READ WRITE"})
    void beginABlock(String statement) {
        assertEquals(TransactionEffect.BEGINS_BLOCK, PostgresqlTransactionRules.effect(new PostgresqlWords(statement)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "commit work", "END", "END TRANSACTION", "COMMIT AND NO CHAIN"})
    void commitABlock(String statement) {
        assertEquals(
                TransactionEffect.COMMITS_BLOCK, PostgresqlTransactionRules.effect(new PostgresqlWords(statement)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROLLBACK", "ABORT", "rollback work", "ROLLBACK TRANSACTION AND NO CHAIN"})
    void rollABlockBack(String statement) {
        assertEquals(
                TransactionEffect.ROLLS_BACK_BLOCK, PostgresqlTransactionRules.effect(new PostgresqlWords(statement)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
                "REINDEX (CONCURRENTLY) TABLE t",
                "REINDEX SCHEMA public",
                "DO $$ BEGIN COMMIT; END $$",
                "call p()"
            })
    void mayLeaveRemains(String statement) {
        assertTrue(PostgresqlTransactionRules.mayLeaveRemains(PostgresqlStatement.of(statement)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE DATABASE d",
                "ALTER SYSTEM SET a = 1",
                "SELECT 'CONCURRENTLY'",
                "INSERT INTO t VALUES (1)"
            })
    void leavesNoRemains(String statement) {
        assertFalse(PostgresqlTransactionRules.mayLeaveRemains(PostgresqlStatement.of(statement)));
    }

    /** What the rules cannot see, the server says, and the errors tell. */
    @Test
    void leaveTheRestToTheServer(@TestDatabase(Engine.POSTGRESQL) Database database) throws SQLException {
        PostgresqlDialect dialect = new PostgresqlDialect();
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            session.wire()
                    .execute(List.of(
                            "CREATE TABLE t (a int) PARTITION BY LIST (a)",
                            "CREATE INDEX i ON t (a)",
                            "CREATE TYPE e AS ENUM ('a')"));
            assertFails(session, "25001 REFUSES_TRANSACTION", "SELECT 1", "REINDEX TABLE t");
            assertFails(session, "55P04 NEEDS_COMMIT", "ALTER TYPE e ADD VALUE 'b'", "SELECT 'b'::e");
            assertFails(session, "2D000 REFUSES_TRANSACTION", "SELECT 1", "DO $$ BEGIN COMMIT; END $$");
        }
    }

    private static void assertFails(DialectSession session, String expected, String first, String second)
            throws StatementFailedException {
        List<String> batch = List.of("BEGIN", first, second, "COMMIT");
        StatementFailedException failure = assertThrows(
                StatementFailedException.class, () -> session.wire().execute(batch));
        DatabaseError error = new PostgresqlDialect().explain(failure.failure(), second);
        assertEquals(expected, error.code() + " " + error.kind());
        assertEquals(2, failure.index());
        assertEquals(2, failure.completed());
        session.wire().execute(List.of("ROLLBACK"));
    }
}
