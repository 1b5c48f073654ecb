package io.migri.dialect.mysql.effect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlTokens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlRemainsTest {
    private static final String NO_SUCH_TABLE = "1051";
    private static final String LOCK_WAIT_TIMEOUT = "1205";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE a, b",
                "DROP TABLE IF EXISTS zoo.a, b CASCADE",
                "DROP VIEW v, w",
                "DROP SEQUENCE s, t",
                "DROP USER a@localhost, b",
                "DROP ROLE a, b",
                "DROP DATABASE other",
                "DROP SCHEMA IF EXISTS other",
                "CREATE OR REPLACE TABLE a (id int)",
                "CREATE OR REPLACE SEQUENCE s",
                "CREATE OR REPLACE USER u",
                "CREATE USER a, b IDENTIFIED BY 'x, y'",
                "CREATE ROLE IF NOT EXISTS a, b",
                "ALTER USER a ACCOUNT LOCK, b ACCOUNT LOCK",
                "RENAME USER a TO b, c TO d",
                "GRANT SELECT, INSERT (x, y) ON a TO b, c",
                "REVOKE ALL PRIVILEGES, GRANT OPTION FROM a, b",
                "INSTALL SONAME 'ha_archive'",
                "SET STATEMENT lock_wait_timeout = 1 FOR DROP TABLE a, b"
            })
    void onMariaDbAPartMayBeDone(String statement) {
        assertTrue(possible(statement, true, NO_SUCH_TABLE), statement);
        assertFalse(possible(statement, true, LOCK_WAIT_TIMEOUT), statement);
        assertFalse(possible(statement, false, NO_SUCH_TABLE), statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE a",
                "DROP INDEX i ON a",
                "RENAME TABLE a TO b, c TO d",
                "ALTER TABLE a ADD x int, ADD y int",
                "CREATE TABLE a (x int, y int)",
                "CREATE OR REPLACE VIEW v AS SELECT 1, 2",
                "CREATE OR REPLACE PROCEDURE p(a int, b int) SELECT 1",
                "CREATE USER a IDENTIFIED BY 'x, y'",
                "GRANT SELECT, INSERT ON a TO b",
                "REVOKE SELECT, INSERT ON a FROM b"
            })
    void nothingIsDoneOfThese(String statement) {
        assertFalse(possible(statement, true, NO_SUCH_TABLE), statement);
        assertFalse(possible(statement, false, NO_SUCH_TABLE), statement);
    }

    private static boolean possible(String statement, boolean mariaDb, String code) {
        MySqlServer server = mariaDb ? Scripts.MARIADB : Scripts.MYSQL;
        return MySqlRemains.possible(
                new MySqlParts(MySqlTokens.of(statement, MySqlQuoting.of(""), server)),
                mariaDb,
                DatabaseError.of(DatabaseError.Kind.STATEMENT, code, ""));
    }
}
