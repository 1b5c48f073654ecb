package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.MySqlFixture;
import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.StatementEffectContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class MySqlStatementEffectContractTest extends StatementEffectContract {
    MySqlStatementEffectContractTest(@TestDatabase(Engine.MYSQL) Database database) {
        super(new MySqlFixture(database));
    }

    @Override
    protected Set<TransactionEffect> effects() {
        return EnumSet.of(
                TransactionEffect.NONE,
                TransactionEffect.ENDS_IT,
                TransactionEffect.MAY_END_IT,
                TransactionEffect.ALONE,
                TransactionEffect.BEGINS_BLOCK,
                TransactionEffect.BEGINS_READ_ONLY_BLOCK,
                TransactionEffect.COMMITS_BLOCK,
                TransactionEffect.ROLLS_BACK_BLOCK,
                TransactionEffect.COMMITS_AND_BEGINS_BLOCK,
                TransactionEffect.ROLLS_BACK_AND_BEGINS_BLOCK,
                TransactionEffect.STRAY,
                TransactionEffect.REDUNDANT);
    }

    @Override
    protected List<String> scripts() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS e1 (a int); INSERT INTO e1 VALUES (1); TRUNCATE TABLE e1; SET foreign_key_checks = 0;",
                "CREATE TABLE IF NOT EXISTS e1 (a int); START TRANSACTION; INSERT INTO e1 VALUES (1); COMMIT; INSERT INTO e1 VALUES (2);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); START TRANSACTION READ ONLY; SELECT 1; COMMIT; INSERT INTO e1 VALUES (2);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN; INSERT INTO e1 VALUES (1); SAVEPOINT a; ROLLBACK TO a; ROLLBACK; INSERT INTO e1 VALUES (2);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN; INSERT INTO e1 VALUES (1); BEGIN; INSERT INTO e1 VALUES (2); COMMIT AND CHAIN; INSERT INTO e1 VALUES (3); ROLLBACK AND CHAIN; ROLLBACK;",
                "COMMIT; DO 1; ROLLBACK; SET autocommit = 1;",
                "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN; INSERT INTO e1 VALUES (1); ALTER TABLE e1 COMMENT 'x'; INSERT INTO e1 VALUES (3); COMMIT;",
                "DROP PROCEDURE IF EXISTS p; CREATE PROCEDURE p() BEGIN COMMIT; END; CALL p();",
                "DROP PROCEDURE IF EXISTS q; CREATE PROCEDURE q() BEGIN DO 1; END; CALL q();",
                "CREATE TABLE IF NOT EXISTS e1 (a int); SET autocommit = 0; INSERT INTO e1 VALUES (1); SET autocommit = 1; INSERT INTO e1 VALUES (3);",
                "CREATE TABLE IF NOT EXISTS e1 (a int); CREATE OR REPLACE VIEW v AS SELECT 1; DROP VIEW v; ANALYZE TABLE e1; CREATE TEMPORARY TABLE tt (a int); DROP TEMPORARY TABLE tt;");
    }

    @Override
    protected List<String> memories() {
        return List.of(
                "SELECT 7;",
                "SET @n = 7; SELECT @n;",
                "SET @n = (SELECT count(*) + 7 FROM animal); SELECT @n;",
                "SELECT 7 INTO @m; SELECT @m;",
                "CREATE TEMPORARY TABLE tt (x int); INSERT INTO tt VALUES (7); SELECT x FROM tt;",
                "CREATE TABLE IF NOT EXISTS k (id int AUTO_INCREMENT PRIMARY KEY); INSERT INTO k VALUES (NULL); SELECT LAST_INSERT_ID();",
                "PREPARE q FROM 'SELECT 7'; EXECUTE q;",
                "SET sql_mode = 'ANSI_QUOTES'; SELECT @@sql_mode;",
                "SET @a = 1; SET @b = @a + 1; SELECT @b;");
    }
}
