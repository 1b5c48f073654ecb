package io.migri.dialect.mysql.rehearsal.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.mysql.effect.Scripts;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlReachTest {
    private final MySqlReach reach = new MySqlReach(
            new MySqlRedirection("shop", "dry", false, Scripts.MYSQL),
            new MySqlBeyond(Set.of("shop", "dry", "other", "mysql", "sys"), Set.of("sys_exec"), false),
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
                "DELETE l FROM other.log l JOIN t ON l.id = t.id | it changes other.log",
                "DELETE l, t FROM t JOIN other.log AS l ON l.id = t.id | it changes other.log",
                "DELETE FROM l USING other.log l JOIN t | it changes other.log",
                "UPDATE t JOIN other.log l ON l.id = t.id SET l.a = 1 | it changes other.log",
                "SET STATEMENT max_statement_time=1 FOR DROP USER a | DROP USER changes the server",
                "CREATE PROCEDURE p() DROP USER a | DROP USER changes the server",
                "CREATE PROCEDURE p() COMMENT 'x' SQL SECURITY INVOKER GRANT ALL ON *.* TO a | GRANT changes",
                "CREATE PROCEDURE p() BEGIN IF 1 THEN SET GLOBAL a = 1; END IF; END | SET GLOBAL changes",
                "CREATE PROCEDURE p() BEGIN SET @a = 1, @@global.b = 2; END | SET GLOBAL changes",
                "CREATE PROCEDURE p() BEGIN DECLARE EXIT HANDLER FOR 1062 FLUSH TABLES; END | FLUSH changes the server",
                "CREATE PROCEDURE p() DROP DATABASE other | DROP DATABASE other leaves",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SET GLOBAL a = 1 | SET GLOBAL changes",
                "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW FOLLOWS y DELETE FROM other.t | it changes other.t",
                "BEGIN NOT ATOMIC DROP USER a; END | DROP USER changes the server",
                "IF 1 THEN REVOKE ALL ON *.* FROM a; END IF | REVOKE changes the server",
                "l: BEGIN NOT ATOMIC SET PASSWORD = 'a'; END | SET PASSWORD changes the server",
                "CREATE PROCEDURE p() BEGIN PREPARE s FROM @a; EXECUTE s; END | it executes a text that is put together",
                "CREATE PROCEDURE p() EXECUTE IMMEDIATE CONCAT('DROP USER ', 'a') | it executes a text that is put together",
                "BEGIN NOT ATOMIC EXECUTE IMMEDIATE 'DROP USER a'; END | DROP USER changes the server",
                "CREATE PROCEDURE p() EXECUTE IMMEDIATE 'DROP TABLE shop.t' | it executes a text that names the database",
                "PREPARE s FROM 'DROP USER a' | DROP USER changes the server",
                "EXECUTE IMMEDIATE 'DELETE FROM other.t' | it changes other.t",
                "CREATE TABLE f (a int) ENGINE=FEDERATED CONNECTION='mysql://a' | a table of the engine FEDERATED",
                "ALTER TABLE t ENGINE CONNECT | a table of the engine CONNECT",
                "CREATE TABLE m (a int) ENGINE=MERGE UNION=(other.t) INSERT_METHOD=LAST | what is written to it",
                "SELECT sys_exec('rm') | it executes sys_exec()",
                "CALL sys.execute_prepared_stmt('DROP USER a') | it executes sys.execute_prepared_stmt",
                "CALL sys.ps_truncate_all_tables(0) | it executes sys.ps_truncate_all_tables",
                "SELECT NEXT VALUE FOR other.s | it advances the sequence other.s",
                "SELECT NEXTVAL(other.s) | it advances the sequence other.s",
                "DO SETVAL(`other`.`s`, 1) | it advances the sequence other.s",
                "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE other.x | it changes other.x",
                "EXPLAIN ANALYZE DELETE FROM other.t | it changes other.t",
                "ANALYZE UPDATE other.t SET a = 1 | it changes other.t"
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
                "PREPARE s FROM 'DROP TABLE shop.t'",
                "PREPARE s FROM @a",
                "EXECUTE s",
                "CREATE PROCEDURE p() ALTER TABLE t DROP user, DROP role",
                "CREATE PROCEDURE p() SELECT reset, flush FROM t",
                "CREATE PROCEDURE p() BEGIN EXECUTE IMMEDIATE 'DROP TABLE t'; END",
                "CREATE PROCEDURE p() BEGIN SET @a = 1, SESSION sql_mode = ''; DROP TABLE IF EXISTS t; END",
                "CALL sys.table_exists('shop', 't', @a)",
                "CREATE TABLE t (a int) ENGINE=MyISAM",
                "SELECT NEXT VALUE FOR shop.s",
                "DELETE t FROM t JOIN other.log l ON l.id = t.id",
                "LOCK TABLES t WRITE, shop.u READ"
            })
    void passesWhatStays(String statement) {
        MySqlReach fresh = new MySqlReach(
                new MySqlRedirection("shop", "dry", false, Scripts.MYSQL),
                new MySqlBeyond(Set.of("shop", "other", "sys"), Set.of(), false),
                new MySqlSqlMode(""));
        assertEquals(Optional.empty(), fresh.refusal(statement));
    }

    @Test
    void leavesToTheServerWhatAnAccountWithoutOtherRightsPutsTogether() {
        MySqlReach guarded = new MySqlReach(
                new MySqlRedirection("shop", "dry", false, Scripts.MYSQL),
                new MySqlBeyond(Set.of("shop", "other"), Set.of(), true),
                new MySqlSqlMode(""));
        assertEquals(Optional.empty(), guarded.refusal("CREATE PROCEDURE p() BEGIN PREPARE s FROM @a; EXECUTE s; END"));
        assertTrue(guarded.refusal("CREATE PROCEDURE p() DROP USER a").isPresent());
    }

    @Test
    void goesByTheSqlModeThatTheScriptSets() {
        assertEquals(Optional.empty(), reach.refusal("DELETE FROM t WHERE a = \"b\" AND c = \"'; other.d \""));
        assertEquals(Optional.empty(), reach.refusal("SET sql_mode = 'ANSI_QUOTES'"));
        assertTrue(reach.refusal("DELETE FROM \"other\".\"t\"").isPresent());
    }
}
