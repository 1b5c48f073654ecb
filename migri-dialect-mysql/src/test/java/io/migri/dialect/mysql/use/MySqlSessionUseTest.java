package io.migri.dialect.mysql.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.migri.dialect.mysql.effect.Scripts;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlSessionUseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET NAMES utf8mb4",
                "SET NAMES 'utf8mb4' COLLATE utf8mb4_bin",
                "SET CHARACTER SET latin1",
                "SET sql_mode = ANSI",
                "SET sql_mode = 'ANSI', @@session.foreign_key_checks := 0",
                "SET SESSION time_zone = DEFAULT",
                "SET @n = 1",
                "SET @n = -1.5e3, @m := X'41', @t = _utf8mb4 'a', @z = NULL",
                "SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO'",
                "/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */",
                "SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')",
                "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
                "SET ROLE deployer",
                "USE other",
                "PREPARE s FROM 'select 1'",
                "SET @note = 'it\\'s, (select 1), autocommit = 1'"
            })
    void executesConstantSettingsAgain(String statement) throws IOException {
        assertEquals(true, uses(statement).get(0).constant(), statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET @last = (SELECT MAX(id) FROM ticket)",
                "SET @p = LAST_INSERT_ID()",
                "SET @n = @n + 1",
                "SET @unknown_before = @other",
                "SET @now = NOW()",
                "SET @now = CURRENT_TIMESTAMP",
                "SET @u = UUID()",
                "SET @w = @@warning_count",
                "SET @k = @@last_insert_id",
                "SET @t = @@timestamp",
                "SET sql_mode = (SELECT mode FROM settings)",
                "SET GLOBAL max_connections = 100",
                "SET @@global.max_connections = 100, @n = 1",
                "SET PERSIST max_connections = 100",
                "SET PASSWORD = 'secret'",
                "SET DEFAULT ROLE ALL TO u",
                "SELECT MAX(id) INTO @top FROM ticket",
                "PREPARE s FROM @unknown",
                "INSERT INTO t VALUES (1)",
                "CREATE TEMPORARY TABLE t (a int)",
                "ALTER TABLE t ADD a int"
            })
    void executesNothingElseAgain(String statement) throws IOException {
        assertEquals(false, uses(statement).get(0).constant(), statement);
    }

    @Test
    void namesTheVariablesThatAStatementSetsAndReads() throws IOException {
        assertEquals(List.of("gives VARIABLE last"), described("SET @last = (SELECT MAX(id) FROM ticket)"));
        assertEquals(
                List.of("gives LAST_RESULT *, VARIABLE a.b, VARIABLE top"),
                described("SELECT MAX(id), 1 FROM t INTO @top, @`A.b`"));
        assertEquals(
                List.of("gives LAST_RESULT *, VARIABLE top reads VARIABLE lower"),
                described("SELECT MAX(id) INTO @top FROM t WHERE id > @lower"));
        assertEquals(
                List.of("gives LAST_RESULT *, VARIABLE n reads VARIABLE n"), described("SELECT @n := @n + 1 FROM t"));
        assertEquals(List.of("gives LAST_RESULT * reads VARIABLE last"), described("DELETE FROM t WHERE id <= @last"));
        assertEquals(
                List.of("gives GENERATED_KEY *, LAST_RESULT * reads VARIABLE p"),
                described("INSERT INTO t VALUES ('a@b', 'it''s @q', @p)"));
        assertEquals(
                List.of("gives GENERATED_KEY *, LAST_RESULT *, VARIABLE a reads VARIABLE a"),
                described("LOAD DATA INFILE 'x' INTO TABLE t (@a, b) SET c = @a + 1"));
        assertEquals(List.of("gives LAST_RESULT *"), described("GRANT SELECT ON a.* TO u@localhost, 'v'@'%'"));
    }

    @Test
    void knowsThatACopiedVariableIsConstantOnlyWhereItsSourceIs() throws IOException {
        List<SessionUse> uses = uses(
                "SET @a = 1; SET @b = @a; SET sql_select_limit = @b; SET @a = (SELECT 1); SET @c = @a; SET @b = @b");
        assertEquals(
                List.of(true, true, true, false, false, true),
                uses.stream().map(SessionUse::constant).toList());
        assertEquals(
                List.of(true, true, true),
                uses("SET @OLD_TIME_ZONE=@@TIME_ZONE; SET TIME_ZONE='+00:00'; SET TIME_ZONE=@OLD_TIME_ZONE").stream()
                        .map(SessionUse::constant)
                        .toList());
    }

    @Test
    void namesTheSettingsThatAStatementChanges() throws IOException {
        assertEquals(
                List.of(
                        "constant gives SETTING foreign_key_checks, SETTING sql_mode, VARIABLE old reads VARIABLE old2"),
                described("SET @old2 = 1; SET @old = @old2, sql_mode = '', SESSION foreign_key_checks = 0", 1));
        assertEquals(
                List.of("constant gives SETTING character_set_client, SETTING character_set_connection,"
                        + " SETTING character_set_results, SETTING collation_connection"),
                described("SET NAMES latin1"));
        assertEquals(List.of("constant gives SETTING database"), described("USE other"));
        assertEquals(List.of("constant gives SETTING role"), described("SET ROLE ALL"));
        assertEquals(List.of(""), described("SET GLOBAL sql_mode = ''"));
    }

    @Test
    void forgetsWhatWasSetForTheNextTransactionOnceItHasBegun() throws IOException {
        assertEquals(
                List.of(
                        "constant gives SETTING the next transaction",
                        "gives LAST_RESULT * ends SETTING the next transaction",
                        "gives LAST_RESULT *",
                        "gives LAST_RESULT *"),
                described("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; BEGIN; COMMIT; BEGIN"));
    }

    @Test
    void knowsWhatLooksBack() throws IOException {
        for (String statement : List.of(
                "SELECT ROW_COUNT()",
                "INSERT INTO l VALUES (row_count ())",
                "SET @n = FOUND_ROWS()",
                "SELECT @@warning_count",
                "SELECT @@session.error_count",
                "SHOW WARNINGS",
                "SHOW COUNT(*) ERRORS",
                "GET DIAGNOSTICS @n = ROW_COUNT",
                "DO SLEEP(ROW_COUNT())",
                "CALL somebody_elses()",
                "BEGIN NOT ATOMIC INSERT INTO l VALUES (ROW_COUNT()); END",
                "PREPARE s FROM 'INSERT INTO l VALUES (ROW_COUNT())'; EXECUTE s",
                "EXECUTE IMMEDIATE 'SELECT FOUND_ROWS()'")) {
            List<SessionUse> uses = uses(statement);
            assertEquals(true, uses.get(uses.size() - 1).reads(Kind.LAST_RESULT), statement);
        }
        for (String statement : List.of(
                "SELECT 'ROW_COUNT()' /* ROW_COUNT() */", "SELECT row_count FROM t", "SELECT `FOUND_ROWS` FROM t")) {
            assertEquals(false, uses(statement).get(0).reads(Kind.LAST_RESULT), statement);
        }
    }

    @Test
    void knowsWhatAsksForTheGeneratedKey() throws IOException {
        assertEquals(List.of("gives VARIABLE p reads GENERATED_KEY *"), described("SET @p = LAST_INSERT_ID()"));
        assertEquals(
                List.of("gives GENERATED_KEY *, LAST_RESULT * reads GENERATED_KEY *"),
                described("INSERT INTO t (parent) VALUES (last_insert_id())"));
        assertEquals(
                List.of("gives GENERATED_KEY *, LAST_RESULT * reads GENERATED_KEY *"),
                described("UPDATE c SET n = LAST_INSERT_ID(n + 1)"));
        assertEquals(List.of("gives LAST_RESULT * reads GENERATED_KEY *"), described("SELECT @@IDENTITY"));
        assertEquals(
                List.of(
                        "gives GENERATED_KEY *, GENERATED_KEY s, LAST_RESULT *",
                        "gives LAST_RESULT * reads GENERATED_KEY s"),
                described("INSERT INTO t VALUES (NEXT VALUE FOR a.s); SELECT LASTVAL(s)"));
    }

    @Test
    void followsTemporaryTables() throws IOException {
        assertEquals(
                List.of(
                        "gives LAST_RESULT *, TEMPORARY_TABLE old_ids",
                        "gives GENERATED_KEY *, LAST_RESULT * reads TEMPORARY_TABLE old_ids",
                        "gives LAST_RESULT * reads TEMPORARY_TABLE old_ids",
                        "gives LAST_RESULT *",
                        "gives LAST_RESULT * ends TEMPORARY_TABLE old_ids",
                        "gives LAST_RESULT *"),
                described("CREATE TEMPORARY TABLE IF NOT EXISTS a.old_ids (id int); INSERT INTO `old_ids` SELECT 1;"
                        + " DELETE FROM t WHERE id IN (SELECT id FROM Old_Ids); SELECT 'old_ids';"
                        + " DROP TABLE IF EXISTS x, old_ids; SELECT * FROM old_ids"));
    }

    @Test
    void looksIntoPreparedTexts() throws IOException {
        assertEquals(
                List.of(
                        "constant gives PREPARED_STATEMENT s",
                        "gives GENERATED_KEY *, LAST_RESULT * reads PREPARED_STATEMENT s, VARIABLE a, VARIABLE b",
                        "ends PREPARED_STATEMENT s"),
                described("PREPARE s FROM 'INSERT INTO t VALUES (@a, ?)'; EXECUTE s USING @b; DEALLOCATE PREPARE s"));
        assertEquals(
                List.of(
                        "constant gives VARIABLE q",
                        "constant gives PREPARED_STATEMENT s reads VARIABLE q",
                        "gives LAST_RESULT *, VARIABLE n reads PREPARED_STATEMENT s"),
                described("SET @q = 'SELECT COUNT(*)\\nINTO @n FROM t'; PREPARE s FROM @q; EXECUTE s"));
    }

    @Test
    void takesWhatIsPutTogetherForWhatItsPiecesMention() throws IOException {
        assertEquals(
                List.of(
                        "gives VARIABLE q",
                        "gives PREPARED_STATEMENT s reads VARIABLE q",
                        "gives GENERATED_KEY *, LAST_RESULT *, VARIABLE n reads PREPARED_STATEMENT s"),
                described("SET @q = IF((SELECT 1) = 1, 'SELECT COUNT(*) INTO @n FROM t', CONCAT('SELECT ', NOW()));"
                        + " PREPARE s FROM @q; EXECUTE s"));
    }

    @Test
    void looksIntoRoutinesThatTheScriptMakes() throws IOException {
        assertEquals(
                List.of(
                        "gives LAST_RESULT *",
                        "gives GENERATED_KEY *, LAST_RESULT *, VARIABLE n reads VARIABLE n",
                        "gives LAST_RESULT *",
                        "gives LAST_RESULT * reads LAST_RESULT *"),
                described("CREATE PROCEDURE p() SET @n = 1; CALL p();"
                        + " CREATE FUNCTION f() RETURNS int RETURN ROW_COUNT(); SELECT f() FROM t"));
        assertEquals(
                List.of("gives GENERATED_KEY *, LAST_RESULT *, VARIABLE * reads LAST_RESULT *, VARIABLE *"),
                described("CALL unknown_one()"));
    }

    @Test
    void followsLocks() throws IOException {
        assertEquals(
                List.of("gives LAST_RESULT *, LOCK mine", "gives LAST_RESULT * ends LOCK mine"),
                described("SELECT GET_LOCK('mine', 1); DO RELEASE_LOCK('Mine')"));
    }

    @Test
    void keepsNoObjectsForPlainStatements() throws IOException {
        List<SqlStatement> read = Scripts.read("INSERT INTO t VALUES ('a@b'), ('@x'); REPLACE INTO t VALUES (2);"
                + " UPDATE t SET a = 1; DELETE FROM t; SELECT 1");
        assertSame(MySqlUse.GENERATES, read.get(0).session());
        assertSame(MySqlUse.GENERATES, read.get(1).session());
        for (int i = 2; i < 5; i++) {
            assertSame(MySqlUse.CHANGES, read.get(i).session());
        }
    }

    private static List<SessionUse> uses(String script) throws IOException {
        return Scripts.read(script, Scripts.MARIADB, "").stream()
                .map(SqlStatement::session)
                .toList();
    }

    private static List<String> described(String script, int from) throws IOException {
        List<String> all = described(script);
        return all.subList(from, all.size());
    }

    private static List<String> described(String script) throws IOException {
        return uses(script).stream()
                .map(use -> ((use.constant() ? "constant" : "")
                                + values(" gives ", use.gives())
                                + values(" reads ", use.reads())
                                + values(" ends ", use.ends()))
                        .strip())
                .toList();
    }

    private static String values(String title, Set<SessionValue> values) {
        return values.isEmpty()
                ? ""
                : title
                        + values.stream()
                                .map(value -> value.kind() + " " + value.name())
                                .sorted()
                                .collect(Collectors.joining(", "));
    }
}
