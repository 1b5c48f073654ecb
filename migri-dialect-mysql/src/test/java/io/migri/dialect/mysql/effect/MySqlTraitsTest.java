package io.migri.dialect.mysql.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.mysql.language.MySqlAssignments;
import io.migri.dialect.mysql.language.MySqlSqlMode;
import io.migri.dialect.mysql.language.MySqlTexts;
import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlTraitsTest {
    private static final MySqlSurroundings SHOP = new MySqlSurroundings(
            "shop", false, Set.of("migri:shop.applied_migration"), Map.of(), Set.of("log"), "INNODB");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT RELEASE_ALL_LOCKS()",
                "DO release_all_locks ( )",
                "SET @n = RELEASE_ALL_LOCKS()",
                "SELECT RELEASE_LOCK('migri:shop.applied_migration')",
                "DO release_lock(\"MIGRI:shop.applied_migration\")",
                "PREPARE s FROM 'DO RELEASE_ALL_LOCKS()'",
                "EXECUTE IMMEDIATE 'DO RELEASE_ALL_LOCKS()'",
                "BEGIN NOT ATOMIC DO RELEASE_ALL_LOCKS(); END",
                "DROP DATABASE shop",
                "DROP SCHEMA IF EXISTS `shop`",
                "/*!40000 DROP DATABASE IF EXISTS `shop`*/"
            })
    void refusesWhatTakesFromTheRunWhatItStandsOn(String statement) {
        ScriptException refusal = assertThrows(ScriptException.class, () -> read("SELECT 1;\n " + statement));
        assertEquals("2:2", refusal.line() + ":" + refusal.column());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT RELEASE_LOCK('mine')",
                "SELECT 'RELEASE_ALL_LOCKS()' /* RELEASE_ALL_LOCKS() */",
                "CREATE PROCEDURE p() DO RELEASE_ALL_LOCKS()",
                "DROP DATABASE shop2",
                "DROP DATABASE SHOP",
                "DROP TABLE shop"
            })
    void refusesNothingElse(String statement) throws IOException {
        assertEquals(1, read(statement).size());
    }

    @Test
    void findsTheStatementsThatWriteToTablesWithoutTransactions() throws IOException {
        assertEquals(
                List.of(
                        "INSERT INTO log VALUES (1)",
                        "insert low_priority ignore `Log` set a = 1",
                        "REPLACE shop.log VALUES (1)",
                        "UPDATE t JOIN log ON a = b SET t.c = 1",
                        "DELETE l FROM log l WHERE a = 1",
                        "LOAD DATA INFILE 'x' INTO TABLE log",
                        "SET STATEMENT max_statement_time=1 FOR DELETE FROM log",
                        "BEGIN NOT ATOMIC INSERT INTO log VALUES (1); END"),
                outlasting("INSERT INTO log VALUES (1); insert low_priority ignore `Log` set a = 1;"
                        + "INSERT INTO t SELECT * FROM log; SELECT * FROM log; REPLACE shop.log VALUES (1);"
                        + "UPDATE t JOIN log ON a = b SET t.c = 1; UPDATE t SET a = (SELECT MAX(b) FROM log);"
                        + "DELETE l FROM log l WHERE a = 1; DELETE FROM t WHERE a IN (SELECT b FROM log);"
                        + "LOAD DATA INFILE 'x' INTO TABLE log; INSERT INTO t VALUES ('log');"
                        + "SET STATEMENT max_statement_time=1 FOR DELETE FROM log;"
                        + "BEGIN NOT ATOMIC INSERT INTO log VALUES (1); END"));
    }

    @Test
    void followsTheEnginesOfTheTablesThatAScriptMakes() throws IOException {
        assertEquals(
                List.of(
                        "INSERT INTO a VALUES (1)",
                        "INSERT INTO b VALUES (2)",
                        "INSERT INTO c VALUES (3)",
                        "INSERT INTO e VALUES (4)",
                        "INSERT INTO g VALUES (5)"),
                outlasting("CREATE TABLE a (n int) ENGINE=MyISAM; INSERT INTO a VALUES (1);"
                        + "CREATE TABLE b LIKE a; INSERT INTO b VALUES (2); ALTER TABLE a ENGINE InnoDB;"
                        + "INSERT INTO a VALUES (9); SET default_storage_engine = 'MEMORY'; CREATE TABLE c (n int);"
                        + "INSERT INTO c VALUES (3); CREATE TABLE d (n int) ENGINE = innodb; INSERT INTO d VALUES (9);"
                        + "RENAME TABLE c TO e; INSERT INTO e VALUES (4); ALTER TABLE e RENAME TO g;"
                        + "INSERT INTO g VALUES (5); CREATE TEMPORARY TABLE f (n int); INSERT INTO f VALUES (9)"));
    }

    @Test
    void takesSetApartWithoutRegardToWhatTextsSay() throws IOException {
        List<SqlStatement> read = read("SET @n = 'don\\'t, autocommit = 1'; SET @w = 'it\\'s old, sql_mode = ANSI';"
                + " INSERT INTO t VALUES (\"say \\\"hi\\\"; bye\"); SET @x = \"a'b, @@autocommit = 0\";");
        assertEquals(4, read.size());
        for (SqlStatement statement : read) {
            assertEquals(TransactionEffect.NONE, statement.effect(), statement.text());
        }
    }

    @Test
    void leavesOutTextsWhateverTheModeSaysOfThem() {
        for (String statement : List.of(
                "insert into t /* it's */ values ('secret')",
                "insert into c values ('', 'secret')",
                "insert into c values (\"\", \"secret\", '')",
                "insert into c values ('\\'', 'secret')",
                "insert into c values ('a\\', 'secret', 'b')",
                "insert into c values ('it''s', 'secret') -- it's",
                "set password = 'secret' # don't",
                "create user u identified by \"secret\"",
                "insert into c values (x'00', _utf8mb4'secret', N'secret')")) {
            String shown = MySqlTexts.leftOut(statement, Scripts.MYSQL);
            assertTrue(!shown.contains("secret"), shown);
        }
        assertEquals(
                "insert into `t` values ('', '…', 1)",
                MySqlTexts.leftOut("insert into `t` values ('', 'it''s', 1)", Scripts.MYSQL));
    }

    private static List<String> outlasting(String script) throws IOException {
        return read(script).stream()
                .filter(SqlStatement::outlastsRollback)
                .map(SqlStatement::text)
                .toList();
    }

    private static List<SqlStatement> read(String script) throws IOException {
        List<SqlStatement> statements = new ArrayList<>();
        MySqlEngines engines = new MySqlEngines(SHOP.tables());
        MySqlScriptEffects effects = new MySqlScriptEffects() {
            @Override
            public void assigned(MySqlAssignments.Assignment assignment) {}

            @Override
            public MySqlSurroundings surroundings() {
                return SHOP;
            }

            @Override
            public MySqlEngines engines() {
                return engines;
            }
        };
        try (MySqlStatementReader reader = new MySqlStatementReader(
                new ScriptCursor(new StringReader(script)), Scripts.MARIADB, new MySqlSqlMode(""), effects)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
        }
        return statements;
    }
}
