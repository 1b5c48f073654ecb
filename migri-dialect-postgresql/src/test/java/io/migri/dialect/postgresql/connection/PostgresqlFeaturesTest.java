package io.migri.dialect.postgresql.connection;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.spi.DialectSession;
import io.migri.spi.script.StatementReader;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PostgresqlFeaturesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            15 | MERGE                            | merge into t using s on t.i = s.i when matched then do nothing
            17 | MERGE … RETURNING                | MERGE INTO t USING s ON t.i = s.i WHEN MATCHED THEN DELETE RETURNING t.i
            17 | MERGE … WHEN NOT MATCHED BY SOURCE | MERGE INTO t USING s ON t.i = s.i WHEN NOT MATCHED BY SOURCE THEN DELETE
            11 | CALL                             | CALL p()
            11 | CREATE PROCEDURE                 | CREATE OR REPLACE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'
            14 | CREATE OR REPLACE TRIGGER        | CREATE /* x */ OR REPLACE TRIGGER t BEFORE INSERT ON a EXECUTE FUNCTION f()
            15 | NULLS NOT DISTINCT               | CREATE TABLE t (i int UNIQUE NULLS NOT DISTINCT)
            15 | NULLS NOT DISTINCT               | CREATE UNIQUE INDEX ON t (i) NULLS NOT DISTINCT
            15 | NULLS NOT DISTINCT               | ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (i)
            14 | DETACH PARTITION … CONCURRENTLY  | ALTER TABLE t DETACH PARTITION "s".p CONCURRENTLY
            14 | SET COMPRESSION                  | ALTER TABLE t ALTER i SET COMPRESSION lz4
            15 | SET ACCESS METHOD                | ALTER TABLE t SET ACCESS METHOD heap
            17 | SET EXPRESSION AS                | ALTER TABLE t ALTER COLUMN i SET EXPRESSION AS (1)
            12 | REINDEX TABLE CONCURRENTLY       | REINDEX (VERBOSE) TABLE CONCURRENTLY t
            14 | REINDEX (CONCURRENTLY)           | REINDEX (CONCURRENTLY) TABLE t
            13 | DROP DATABASE … (FORCE)          | DROP DATABASE d WITH (FORCE)
            11 | DROP PROCEDURE                   | DROP PROCEDURE p
            """)
    void knowsTheFirstVersion(int first, String feature, String statement) {
        PostgresqlFeatures before = new PostgresqlFeatures(first - 1);
        assertEquals(
                Optional.of(feature + " came with PostgreSQL " + first),
                before.missing(PostgresqlStatement.of(statement)));
        assertEquals(Optional.empty(), new PostgresqlFeatures(first).missing(PostgresqlStatement.of(statement)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT 'MERGE'
            CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN MERGE INTO t USING s ON true; END $$
            DO $$ BEGIN CALL p(); END $$
            CREATE TABLE t (n text DEFAULT 'UNIQUE NULLS NOT DISTINCT')
            CREATE TABLE t (n text DEFAULT $$ NULLS NOT DISTINCT $$)
            CREATE TABLE nulls (nulls boolean CHECK (nulls IS NOT DISTINCT FROM true))
            CREATE TABLE concurrently.detach (i int)
            ALTER TABLE detach ADD COLUMN expression int
            ALTER TABLE t DETACH PARTITION p
            CREATE TRIGGER t BEFORE INSERT ON a EXECUTE PROCEDURE f()
            CREATE OR REPLACE VIEW v AS SELECT 1
            REINDEX TABLE t
            DROP DATABASE force
            DROP TABLE procedure
            """)
    void letsTheServerDecideWhereItIsNotCertain(String statement) {
        assertEquals(Optional.empty(), new PostgresqlFeatures(10).missing(PostgresqlStatement.of(statement)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            14.2                                | true
            14.2 (Debian 14.2-1.pgdg110+1)      | true
            10.23                               | true
            14beta2                             | true
            9.6.24                              | false
            13.0.0                              | false
            11.2-YB-2.18.0.0-b0                 | false
            8.0.2                               | false
            ''                                  | false
            """)
    void knowsTheVersionsOfPostgresqlItselfAlone(String serverVersion, boolean known) {
        assertEquals(
                known,
                PostgresqlFeatures.of(serverVersion)
                        .missing(PostgresqlStatement.of("MERGE"))
                        .isPresent());
    }

    @Test
    void saysWhichServerItIs(@TestDatabase(Engine.POSTGRESQL) Database database) throws SQLException, IOException {
        PostgresqlDialect dialect = new PostgresqlDialect();
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            for (String statement : List.of("CALL p()", "REINDEX TABLE CONCURRENTLY t", "SELECT 1")) {
                assertEquals(Optional.empty(), beyondServer(session, statement));
            }
            assertEquals(
                    Optional.empty(), PostgresqlFeatures.of(session.server()).missing(PostgresqlStatement.of(";")));
        }
    }

    private static Optional<String> beyondServer(DialectSession session, String statement)
            throws SQLException, IOException {
        try (StatementReader reader = session.language().read(new StringReader(statement))) {
            return requireNonNull(reader.next()).traits().beyondServer();
        }
    }
}
