package io.migri.dialect.mysql.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlStatementReaderTest {

    @Test
    void followsBackslashesAndAnsiQuotesAsSqlModeSays() throws IOException {
        assertEquals(List.of("SELECT 'a\\';', \"b\\\";\""), Scripts.texts("SELECT 'a\\';', \"b\\\";\";"));
        assertEquals(
                List.of("SELECT 'a\\'", "SELECT 2"),
                texts(Scripts.read("SELECT 'a\\'; SELECT 2", Scripts.MYSQL, "NO_BACKSLASH_ESCAPES")));
        assertEquals(
                List.of("SELECT \"a\\\"", "SELECT 2"),
                texts(Scripts.read("SELECT \"a\\\"; SELECT 2", Scripts.MYSQL, "REAL_AS_FLOAT,ANSI_QUOTES,ANSI")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET sql_mode='NO_BACKSLASH_ESCAPES'",
                "SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')",
                "SET @a=1, @@session.sql_mode=\"NO_BACKSLASH_ESCAPES\"",
                "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_BACKSLASH_ESCAPES' */",
                "SET sql_mode=1048576",
                "SET sql_mode='NO_BACKSLASH_ESCAPES'; SET @m=@@sql_mode; SET sql_mode=''; SET sql_mode=@m"
            })
    void followsTheScriptsOwnSqlMode(String set) throws IOException {
        List<String> read = Scripts.texts(set + ";SELECT 'a\\'; SELECT 2");
        assertEquals(List.of("SELECT 'a\\'", "SELECT 2"), read.subList(read.size() - 2, read.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET GLOBAL sql_mode='NO_BACKSLASH_ESCAPES'",
                "SET @@global.sql_mode='NO_BACKSLASH_ESCAPES'",
                "SET sql_mode='NO_BACKSLASH_ESCAPES'; SET sql_mode=DEFAULT",
                "SET @old=@@sql_mode, sql_mode='NO_BACKSLASH_ESCAPES'; SET sql_mode=@old",
                "SET sql_mode='NO_BACKSLASH_ESCAPES'; SET sql_mode=REPLACE(@@sql_mode,'NO_BACKSLASH_ESCAPES','')",
                "/*!999999 SET sql_mode='NO_BACKSLASH_ESCAPES' */"
            })
    void keepsSqlModeWhereTheScriptDoesNotChangeItForGood(String set) throws IOException {
        List<String> read = Scripts.texts(set + ";SELECT 'a\\';'; SELECT 2");
        assertEquals(List.of("SELECT 'a\\';'", "SELECT 2"), read.subList(read.size() - 2, read.size()));
    }

    @Test
    void takesTwoDashesForACommentOnlyBeforeASpace() throws IOException {
        assertEquals(List.of("SELECT 1--1", "SELECT 2"), Scripts.texts("SELECT 1--1; -- a;\n--\n#b;\nSELECT 2 --"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE PROCEDURE p() SELECT 1",
                "CREATE PROCEDURE p() DROP TABLE IF EXISTS t",
                "CREATE PROCEDURE p(a int) COMMENT 'x' NOT DETERMINISTIC ALTER TABLE t ADD COLUMN IF NOT EXISTS c int",
                "CREATE PROCEDURE p() SQL SECURITY INVOKER READS SQL DATA ANALYZE TABLE t PERSISTENT FOR ALL",
                "CREATE PROCEDURE p() CREATE TABLE IF NOT EXISTS t (a int) COMMENT 'BEGIN'",
                "CREATE PROCEDURE p() LANGUAGE SQL SHOW TABLES",
                "CREATE PROCEDURE p() GRANT SELECT ON t TO u",
                "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW DELETE FROM u WHERE a = IF(1, 2, 3)",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DROP TABLE IF EXISTS t",
                "CREATE PROCEDURE p() BEGIN END",
                "CREATE DEFINER=`a`@`%` PROCEDURE p(IN a int, OUT b char(3)) COMMENT 'x;' BEGIN SELECT 1; SELECT 2; END",
                "CREATE DEFINER = root@localhost FUNCTION f(a int) RETURNS char(9) CHARACTER SET utf8mb4 DETERMINISTIC RETURN IF(a, 1, 2)",
                "CREATE FUNCTION f() RETURNS int BEGIN IF a THEN RETURN 1; ELSEIF b THEN RETURN IF(c, 1, 2); ELSE RETURN 3; END IF; END",
                "CREATE PROCEDURE IF NOT EXISTS p() BEGIN l: LOOP LEAVE l; END LOOP l; REPEAT SET @a = REPEAT('x', 2); UNTIL 1 END REPEAT; END",
                "CREATE PROCEDURE p() l: BEGIN WHILE a DO SELECT CASE a WHEN 1 THEN IF(b, 1, 2) ELSE 3 END; END WHILE; END l",
                "CREATE PROCEDURE p() BEGIN CASE a WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE; END",
                "CREATE PROCEDURE p() BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION, NOT FOUND BEGIN ROLLBACK; RESIGNAL; END; SELECT 1; END",
                "CREATE PROCEDURE p() BEGIN DECLARE x INT DEFAULT IF(1, 2, 3); DECLARE CONTINUE HANDLER FOR NOT FOUND SET d = IF(1, 2, 3); END",
                "CREATE PROCEDURE p() BEGIN SELECT t.begin, t.end, `if` FROM t; DROP TABLE IF EXISTS a; SELECT 1 FOR UPDATE; END",
                "CREATE PROCEDURE p() IF a THEN SELECT 1; END IF",
                "CREATE OR REPLACE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.a = 1; END",
                "CREATE TRIGGER t AFTER UPDATE ON a FOR EACH ROW FOLLOWS u INSERT INTO b VALUES (IF(1, 2, 3))",
                "CREATE TRIGGER IF NOT EXISTS t AFTER DELETE ON a FOR EACH ROW IF NOT EXISTS (SELECT 1) THEN SET @a = 1; END IF",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2022-01-01' ON COMPLETION PRESERVE DO BEGIN SELECT 1; END",
                "ALTER EVENT e DO DELETE FROM a WHERE b = IF(1, 2, 3)",
                "/*!50003 CREATE*/ /*!50020 DEFINER=`a`@`b`*/ /*!50003 PROCEDURE `p`() BEGIN SELECT 1; END */",
                "CREATE VIEW v AS SELECT CASE a WHEN 1 THEN 2 END FROM begin",
                "BEGIN NOT ATOMIC DECLARE a int; SET a = 1; END",
                "IF 1 THEN SELECT 1; END IF",
                "CREATE FUNCTION f() RETURNS int LANGUAGE JAVASCRIPT AS $js$ return 'it;s'; $js$",
                "CREATE PROCEDURE p() BEGIN FOR i IN 1..3 DO SELECT i; END FOR; END"
            })
    void readsBodiesWithAndWithoutDelimiter(String definition) throws IOException {
        String after = "INSERT INTO a VALUES ('x;')";
        assertEquals(List.of(definition, after, after), Scripts.texts(definition + ";\n" + after + ";" + after));
        for (String delimiter : List.of("//", ";;", "|", "$$", " end_of_it")) {
            assertEquals(
                    List.of(definition, after, definition, after),
                    Scripts.texts("delimiter " + delimiter + " \n" + definition + delimiter + "\n" + after + ";\n"
                            + delimiter + "\n" + definition + ";" + delimiter + "\nDELIMITER ;\n" + after),
                    delimiter);
        }
    }

    @Test
    void endsUseWithTheLineAsTheClientDoes() throws IOException {
        assertEquals(
                List.of("USE `a b`", "SELECT 1", "use c", "SELECT\n2"),
                Scripts.texts("USE `a b`\nSELECT 1;use c;SELECT\n2"));
    }

    @Test
    void leavesOutWhatTheSandboxCommentHasForTheClient() throws IOException {
        assertEquals(
                List.of("/*M!999999 enable the sandbox mode */ \n/*!40101 SET @a=1 */"),
                Scripts.texts("/*M!999999\\- enable the sandbox mode */ \n/*!40101 SET @a=1 */;"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE OR REPLACE PACKAGE p AS\n  FUNCTION f(n INT) RETURN INT;\n  PROCEDURE g();\nEND;",
                "CREATE PACKAGE BODY p AS\n  a INT := 0;\n  FUNCTION f(n INT) RETURN INT AS BEGIN RETURN n; END;\nEND",
                "CREATE PROCEDURE p (n IN INT) AS\n  i INT := 0;\nBEGIN\n  i := i + 1;\nEND",
                "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW\nDECLARE\n  i INT := 0;\nBEGIN\n  i := 1;\nEND",
                "DECLARE\n  i INT := 0;\nBEGIN\n  i := 1;\nEND;",
                "BEGIN\n  INSERT INTO t VALUES (1);\nEND;",
                "<<here>>\nBEGIN\n  NULL;\nEND;"
            })
    void endsABodyOnlyWithTheDelimiterThatTheScriptChose(String body) throws IOException {
        List<String> read = Scripts.texts("DELIMITER $$\n" + body + "\n$$\nDELIMITER ;\nSELECT 1;");
        assertEquals(2, read.size(), read.toString());
        assertTrue(body.startsWith(read.get(0)) && body.length() - read.get(0).length() < 2, read.get(0));
    }

    @Test
    void endsPlainStatementsWithASemicolonUnderAnotherDelimiterToo() throws IOException {
        assertEquals(
                List.of(
                        "BEGIN",
                        "INSERT INTO t VALUES (1)",
                        "COMMIT",
                        "BEGIN WORK",
                        "CREATE TABLE t (a int)",
                        "SELECT 1"),
                Scripts.texts(
                        "DELIMITER $$\nBEGIN;INSERT INTO t VALUES (1);COMMIT;BEGIN WORK;CREATE TABLE t (a int);\nSELECT 1$$\n"));
    }

    @Test
    void pointsToTheDelimiterLineWhereAStatementIsNotEnded() {
        ScriptException failure =
                assertThrows(ScriptException.class, () -> Scripts.read("SELECT 1;\nDELIMITER $$\n\nSELECT 2"));
        assertEquals("2:1", failure.line() + ":" + failure.column());
    }

    @Test
    void rejoinsWhateverItWasMadeOf() throws IOException {
        List<String> pieces = List.of(
                "a",
                "'x;''\\';'",
                "\"y;\\\\\"",
                "`z;``'`",
                "/* c; ' */",
                "/*!40101 b */",
                "-- d;'\n",
                "# e;\"\n",
                " ",
                "\n",
                "(",
                ")",
                ",",
                "1.5e3",
                "@v",
                "/*!999999 no; */",
                "--1",
                "\u00e9\ud83e\udd73",
                "CASE",
                "END",
                "IF(",
                "x'41'",
                "\\N");
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder script = new StringBuilder();
            int statements = random.nextInt(5);
            for (int i = 0; i < statements; i++) {
                script.append("SELECT ");
                for (int j = random.nextInt(12); j > 0; j--) {
                    script.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextBoolean() ? " " : "\n");
                }
                script.append(";");
            }
            assertRejoins(script.toString(), statements);
        }
    }

    private static void assertRejoins(String script, int statements) throws IOException {
        List<SqlStatement> read = Scripts.read(script);
        assertEquals(statements, read.size(), script);
        int position = 0;
        for (SqlStatement statement : read) {
            int start = script.indexOf("SELECT", position);
            assertEquals(
                    statement.text(),
                    script.substring(start, start + statement.text().length()),
                    script);
            position = start + statement.text().length();
        }
    }

    private static List<String> texts(List<SqlStatement> statements) {
        return statements.stream().map(SqlStatement::text).toList();
    }
}
