package io.migri.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlReachTest {
    private final MySqlReach reach = new MySqlReach(
            new MySqlRedirection("shop", "dry", false, Scripts.MYSQL),
            Set.of("shop", "dry", "other", "mysql", "sys"),
            new MySqlSqlMode(""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GRANT ALL ON *.* TO a | GRANT changes the server",
                "revoke all on *.* from a | REVOKE changes the server",
                "CREATE USER IF NOT EXISTS a | CREATE USER changes the server",
                "RENAME USER a TO b | RENAME USER changes the server",
                "DROP ROLE a | DROP ROLE changes the server",
                "CREATE OR REPLACE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'a') | CREATE SERVER changes the server",
                "CREATE TABLESPACE a ADD DATAFILE 'a' | CREATE TABLESPACE changes the server",
                "CREATE SPATIAL REFERENCE SYSTEM 1 NAME 'a' DEFINITION 'b' | CREATE REFERENCE changes the server",
                "CREATE FUNCTION f RETURNS STRING SONAME 'f.so' | CREATE FUNCTION",
                "SET GLOBAL a = 1 | SET GLOBAL changes the server",
                "SET a = 1, @@GLOBAL.b = 2 | SET GLOBAL changes the server",
                "SET PERSIST a = 1 | SET GLOBAL changes the server",
                "/*!50000 SET GLOBAL a = 1 */ | SET GLOBAL changes the server",
                "SET PASSWORD = 'a' | SET PASSWORD changes the server",
                "SET DEFAULT ROLE a TO b | SET DEFAULT changes the server",
                "FLUSH PRIVILEGES | FLUSH changes the server",
                "RESET MASTER | RESET changes the server",
                "PURGE BINARY LOGS TO 'a' | PURGE BINARY changes the server",
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'a' | CHANGE REPLICATION changes the server",
                "START REPLICA | START REPLICA changes the server",
                "INSTALL PLUGIN a SONAME 'a' | INSTALL PLUGIN changes the server",
                "CREATE DATABASE another | CREATE DATABASE another leaves the database shop",
                "DROP SCHEMA IF EXISTS other | DROP DATABASE other leaves the database shop",
                "ALTER DATABASE other CHARACTER SET latin1 | ALTER DATABASE other leaves the database shop",
                "USE other | USE other leaves the database shop",
                "SELECT * FROM t INTO OUTFILE 'a' | INTO OUTFILE writes a file",
                "INSERT INTO other.t VALUES (1) | it changes other.t",
                "REPLACE other.t SELECT * FROM t | it changes other.t",
                "INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = (SELECT other.f()) | it executes other.f",
                "UPDATE LOW_PRIORITY other.t SET a = 1 | it changes other.t",
                "WITH x AS (SELECT 1) UPDATE other.t, x SET a = 1 | it changes other.t",
                "DELETE FROM other.t | it changes other.t",
                "DELETE other.t FROM other.t JOIN t | it changes other.t",
                "DELETE FROM other.t USING other.t JOIN t | it changes other.t",
                "TRUNCATE other.t | it changes other.t",
                "LOAD DATA INFILE 'a' REPLACE INTO TABLE other.t | it changes other.t",
                "CREATE TABLE other.t (a int) | it changes other.t",
                "ALTER TABLE t RENAME TO other.t | it changes other.t",
                "RENAME TABLE t TO other.t | it changes other.t",
                "DROP TABLE IF EXISTS t, other.t | it changes other.t",
                "CREATE INDEX i ON other.t (a) | it changes other.t",
                "CREATE VIEW other.v AS SELECT 1 | it changes other.v",
                "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW INSERT INTO other.t VALUES (1) | it changes other.t",
                "CREATE PROCEDURE p() BEGIN IF a THEN DELETE FROM `other`.`t`; END IF; END | it changes other.t",
                "CALL other.p() | it executes other.p",
                "SELECT other.f() | it executes other.f",
                "GRANT SELECT ON shop.t TO a | GRANT changes",
                "PREPARE s FROM 'DROP TABLE shop.t' | it executes a text",
                "EXECUTE IMMEDIATE 'DROP TABLE shop.t' | it executes a text"
            })
    void refusesWhatLeavesTheDatabase(String statement, String reason) {
        String refusal = reach.refusal(statement).orElse("not refused");
        assertTrue(refusal.startsWith(reason), refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO shop.t SELECT o.a FROM other.t AS o",
                "INSERT INTO t (other) SELECT other.id FROM t AS other WHERE other.id = 1 ORDER BY other.name",
                "CREATE TABLE t LIKE other.t",
                "CREATE TABLE t AS SELECT * FROM other.t",
                "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES other.t (a) ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE VIEW v AS SELECT other.t.a FROM other.t",
                "DELETE t FROM t JOIN other.t AS o ON o.id = t.id",
                "CREATE TABLE server (role int, user int, tablespace int)",
                "ALTER TABLE t ADD COLUMN tablespace int",
                "CREATE SPATIAL INDEX i ON t (g)",
                "CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW SET NEW.a = (SELECT x FROM other.t)",
                "ALTER DATABASE CHARACTER SET utf8mb4",
                "CREATE DATABASE IF NOT EXISTS shop",
                "DROP DATABASE shop",
                "USE shop",
                "SELECT a INTO @a FROM t",
                "SELECT sys.format_bytes(1), EXTRACT(YEAR FROM other.t), TRIM(BOTH 'x' FROM other.a)",
                "SET NAMES utf8mb4",
                "SET SESSION sql_mode = 'ANSI', @a = 1",
                "START TRANSACTION",
                "SET @a = 'shop.t'",
                "INSERT INTO mail VALUES ('write to shop.example.com', REPLACE('a', 'b', 'c'))",
                "PREPARE s FROM 'DROP TABLE t'",
                "LOCK TABLES t WRITE, shop.u READ"
            })
    void passesWhatStays(String statement) {
        MySqlReach fresh = new MySqlReach(
                new MySqlRedirection("shop", "dry", false, Scripts.MYSQL),
                Set.of("shop", "other"),
                new MySqlSqlMode(""));
        assertEquals(Optional.empty(), fresh.refusal(statement));
    }

    @Test
    void refusesToExecuteATextThatMayNameTheDatabase() {
        assertEquals(Optional.empty(), reach.refusal("SET @sql = concat('ALTER TABLE `shop`.t ADD ', 'x int')"));
        assertTrue(reach.refusal("PREPARE s FROM @sql").isPresent());
    }

    @Test
    void goesByTheSqlModeThatTheScriptSets() {
        assertEquals(Optional.empty(), reach.refusal("DELETE FROM t WHERE a = \"b\" AND c = \"'; other.d \""));
        assertEquals(Optional.empty(), reach.refusal("SET sql_mode = 'ANSI_QUOTES'"));
        assertTrue(reach.refusal("DELETE FROM \"other\".\"t\"").isPresent());
    }
}
