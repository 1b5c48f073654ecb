package io.migri.dialect.mysql.effect;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.dialect.mysql.MySqlDialect;
import io.migri.dialect.mysql.MySqlSession;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.reading.MySqlReading;
import io.migri.spi.DialectSession;
import io.migri.spi.script.StatementReader;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlFeaturesTest {
    private static final int SYNTAX_ERROR = 1064;
    private static final String RICH = "10.11.6-MariaDB-log";

    private static final List<String> OF_MARIADB = List.of(
            "CREATE OR REPLACE TABLE u (a int)",
            "CREATE OR REPLACE TEMPORARY TABLE u (a int)",
            "CREATE OR REPLACE INDEX i ON t (a)",
            "CREATE OR REPLACE UNIQUE INDEX i ON t (a)",
            "CREATE OR REPLACE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET @a = 1",
            "CREATE OR REPLACE PROCEDURE p() SELECT 1",
            "CREATE OR REPLACE FUNCTION f() RETURNS int DETERMINISTIC RETURN 1",
            "CREATE OR REPLACE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1",
            "CREATE SEQUENCE s",
            "ALTER SEQUENCE s RESTART 5",
            "CREATE OR REPLACE SEQUENCE s",
            "DROP SEQUENCE s",
            "CREATE INDEX IF NOT EXISTS j ON t (a)",
            "CREATE UNIQUE INDEX IF NOT EXISTS k ON t (a)",
            "DROP INDEX IF EXISTS k ON t",
            "ALTER TABLE t ADD COLUMN IF NOT EXISTS c int",
            "ALTER TABLE t ADD IF NOT EXISTS c int",
            "ALTER TABLE t DROP COLUMN IF EXISTS c",
            "INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y') RETURNING a",
            "replace into t values (1, 'x)') returning *");

    private static final List<String> OF_MYSQL = List.of("ALTER TABLE t DROP CHECK positive");

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatIsRefusedTheServerWouldRefuse(Database database) throws SQLException, IOException {
        MySqlDialect dialect = new MySqlDialect();
        database.execute("CREATE TABLE t (a int, b text, CONSTRAINT positive CHECK (a > 0))");
        boolean mariaDb = database.engine() == Engine.MARIADB;
        try (Connection connection = dialect.connect(database.config())) {
            MySqlSession session = new MySqlSession(connection);
            for (String statement : mariaDb ? OF_MARIADB : OF_MYSQL) {
                assertEquals(Optional.empty(), beyondServer(session, statement), statement);
                MySqlConnection.execute(connection, statement);
            }
            for (String statement : mariaDb ? OF_MYSQL : OF_MARIADB) {
                String reason = beyondServer(session, statement).orElse(statement);
                assertEquals(session.server(), reason.substring(reason.lastIndexOf(" is ") + 4), reason);
                SQLException refusal =
                        assertThrows(SQLException.class, () -> MySqlConnection.execute(connection, statement));
                assertEquals(SYNTAX_ERROR, refusal.getErrorCode(), statement);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.7.44-log                   | ALTER TABLE t ADD c int, RENAME COLUMN a TO b    | RENAME COLUMN came with MySQL 8.0
            5.5.5-10.4.32-MariaDB        | ALTER TABLE t RENAME COLUMN a TO b               | RENAME COLUMN came with MariaDB 10.5.2
            10.4.32-MariaDB              | ALTER TABLE t RENAME KEY a TO b                  | RENAME INDEX came with MariaDB 10.5.2
            8.0.15                       | ALTER TABLE t DROP CHECK c                       | DROP CHECK came with MySQL 8.0.16
            11.4.2-MariaDB               | ALTER TABLE t DROP CHECK c                       | DROP CHECK is a statement of MySQL 8.0.16, not of MariaDB
            8.4.2                        | CREATE SEQUENCE s                                | CREATE SEQUENCE is a statement of MariaDB 10.3, not of MySQL
            10.2.44-MariaDB              | CREATE SEQUENCE s                                | CREATE SEQUENCE came with MariaDB 10.3
            8.0.35-27                    | CREATE OR REPLACE TABLE t (i int)                | CREATE OR REPLACE TABLE is a statement of MariaDB, not of MySQL
            10.4.32-MariaDB              | INSERT INTO t VALUES (1) RETURNING i             | INSERT … RETURNING came with MariaDB 10.5
            5.7.44-0ubuntu0.18.04.1      | WITH a AS (SELECT 1) SELECT * FROM a             | WITH at the beginning of a statement came with MySQL 8.0
            5.7.44                       | CREATE ROLE r                                    | CREATE ROLE came with MySQL 8.0
            """)
    void knowsWhereAndWhenThingsCame(String version, String statement, String reason) {
        assertEquals(Optional.of(reason), missing(version, statement));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8.0.11-TiDB-v7.5.0           | CREATE SEQUENCE s
            5.7.25-OceanBase-v4.2.1.0    | CREATE SEQUENCE s
            8.0.30-Vitess                | CREATE SEQUENCE s
            10.0.1                       | CREATE SEQUENCE s
            12.0.2-MariaDB               | ALTER TABLE t DROP CHECK c
            8.0.16                       | ALTER TABLE t DROP CHECK c
            """)
    void doesNotKnowWhatOthersAndLaterOnesHave(String version, String statement) {
        assertEquals(Optional.empty(), missing(version, statement));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*!80000 CREATE SEQUENCE s */",
                "CREATE /*M!100300 OR REPLACE */ TABLE t (i int)",
                "CREATE OR REPLACE VIEW v AS SELECT 1",
                "CREATE OR REPLACE ALGORITHM=MERGE DEFINER=a@b SQL SECURITY INVOKER VIEW v AS SELECT 1",
                "CREATE OR REPLACE SPATIAL REFERENCE SYSTEM 4120 NAME 'x'",
                "CREATE PROCEDURE p() BEGIN CREATE OR REPLACE TABLE t (i int); CREATE SEQUENCE s; END",
                "CREATE TABLE `sequence` (a int COMMENT 'RENAME COLUMN')",
                "ALTER TABLE t COMMENT 'ADD COLUMN IF NOT EXISTS'",
                "ALTER TABLE t COMMENT 'x\\' DROP COLUMN IF EXISTS'",
                "ALTER TABLE t RENAME TO `column`",
                "INSERT INTO t VALUES ('x RETURNING y')",
                "INSERT INTO t VALUES ('x'), ('RETURNING') ON DUPLICATE KEY UPDATE a = 1",
                "INSERT INTO t SELECT a returning FROM u",
                "INSERT INTO t SELECT returning",
                "PREPARE s FROM 'CREATE SEQUENCE x'",
                "EXECUTE IMMEDIATE 'CREATE SEQUENCE x'",
                "INDEX"
            })
    void letsTheServerDecideWhereItIsNotCertain(String statement) {
        assertEquals(Optional.empty(), missing("8.0.11", statement));
        assertEquals(Optional.empty(), missing("10.0.38-MariaDB", statement));
        assertEquals(Optional.empty(), missing(RICH, statement));
    }

    private static Optional<String> missing(String version, String statement) {
        return new MySqlFeatures(MySqlServer.of(version)).missing(MySqlReading.of(statement));
    }

    private static Optional<String> beyondServer(DialectSession session, String statement)
            throws SQLException, IOException {
        try (StatementReader reader = session.language().read(new StringReader(statement))) {
            return requireNonNull(reader.next()).traits().beyondServer();
        }
    }
}
