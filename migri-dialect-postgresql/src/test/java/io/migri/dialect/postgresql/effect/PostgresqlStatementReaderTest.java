package io.migri.dialect.postgresql.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where one statement ends and the next begins. */
final class PostgresqlStatementReaderTest {

    @Test
    void passesOverSemicolonsInQuotes() throws IOException {
        assertSplit("SELECT 'a;''b', \"c;\"\"d\"; SELECT 2", "SELECT 'a;''b', \"c;\"\"d\"", "SELECT 2");
        assertSplit("SELECT E'it\\'s;'; SELECT e'\\\\'; SELECT 3", "SELECT E'it\\'s;'", "SELECT e'\\\\'", "SELECT 3");
        assertSplit("SELECT U&'\\'; SELECT U&\"\\\"; SELECT 3", "SELECT U&'\\'", "SELECT U&\"\\\"", "SELECT 3");
        assertSplit("SELECT N'\\'; SELECT B'\\'; SELECT x'\\'", "SELECT N'\\'", "SELECT B'\\'", "SELECT x'\\'");
    }

    @Test
    void takesAWordThatEndsInAPrefixForAWord() throws IOException {
        assertSplit("SELECT date'\\'; SELECT 2", "SELECT date'\\'", "SELECT 2");
        assertSplit("SELECT menu &'\\'; SELECT 2", "SELECT menu &'\\'", "SELECT 2");
    }

    @Test
    void readsAContinuedStringAsItsFirstPart() throws IOException {
        assertSplit("SELECT E'a'\n  -- b'\n 'c\\';d'; SELECT 2", "SELECT E'a'\n  -- b'\n 'c\\';d'", "SELECT 2");
        assertSplit("SELECT E'a' 'b\\'; SELECT 2", "SELECT E'a' 'b\\'", "SELECT 2");
        assertSplit("SELECT E'a' -- b\n'c\\';d'; SELECT 2", "SELECT E'a' -- b\n'c\\';d'", "SELECT 2");
        assertSplit("SELECT E'a' /* b */\n'c\\'; SELECT 2", "SELECT E'a' /* b */\n'c\\'", "SELECT 2");
        assertSplit("SELECT E'a' -- 'c\\'; SELECT 2\n; SELECT 3", "SELECT E'a'", "SELECT 3");
    }

    @Test
    void continuesStringsWhereTheServerDoes(@TestDatabase(Engine.POSTGRESQL) Database database) throws Exception {
        String statement = "CREATE TABLE t AS SELECT E'a' -- it's\n\t-- 'more\n 'b\\';c' AS x";
        assertSplit(statement + "; SELECT 2", statement, "SELECT 2");
        PostgresqlDialect dialect = new PostgresqlDialect();
        try (Connection connection = dialect.connect(database.config())) {
            dialect.session(connection).wire().execute(List.of(statement));
            try (Statement query = connection.createStatement();
                    ResultSet row = query.executeQuery("SELECT x FROM t")) {
                row.next();
                assertEquals("ab';c", row.getString(1));
            }
        }
    }

    @Test
    void passesOverSemicolonsInDollarQuotes() throws IOException {
        assertSplit("SELECT $$;$$, $x$;$$;$y$;$X$;$x$; SELECT 2", "SELECT $$;$$, $x$;$$;$y$;$X$;$x$", "SELECT 2");
        assertSplit("SELECT $a$x$a$a$; SELECT $ü_1$;$ü_1$", "SELECT $a$x$a$a$; SELECT $ü_1$;$ü_1$".split("; ", 2));
        assertSplit(
                "SELECT a$b$c; SELECT a$$; SELECT $1; SELECT 1$$;$$",
                "SELECT a$b$c",
                "SELECT a$$",
                "SELECT $1",
                "SELECT 1$$;$$");
    }

    @Test
    void passesOverSemicolonsInComments() throws IOException {
        assertSplit("/* a /* ; */ ; */ SELECT /*;*/ 1 -- ;\n+ 1; -- 2;\n", "SELECT /*;*/ 1 -- ;\n+ 1");
        assertSplit(
                "SELECT 1 -- a\r; SELECT 2 +-- ;\n2; SELECT 3 */*;*/ 3",
                "SELECT 1",
                "SELECT 2 +-- ;\n2",
                "SELECT 3 */*;*/ 3");
    }

    @Test
    void passesOverSemicolonsInParentheses() throws IOException {
        assertSplit(
                "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT (2);); SELECT 3",
                "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT (2);)",
                "SELECT 3");
        assertSplit("SELECT 1); SELECT 2", "SELECT 1)", "SELECT 2");
    }

    @Test
    void passesOverSemicolonsInTheBodyOfARoutine() throws IOException {
        String body =
                "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a THEN (SELECT CASE b WHEN 1"
                        + " THEN 2 END) END FROM t; SELECT x.end, 1 AS end; END";
        assertSplit(body + "; SELECT 2", body, "SELECT 2");
        assertSplit(
                "create procedure p() begin /* ; */ atomic end; SELECT 2",
                "create procedure p() begin /* ; */ atomic end",
                "SELECT 2");
    }

    @Test
    void takesBeginForANameElsewhere() throws IOException {
        assertSplit(
                "CREATE FUNCTION f(begin int) RETURN 1; SELECT 2", "CREATE FUNCTION f(begin int) RETURN 1", "SELECT 2");
        assertSplit(
                "CREATE TABLE begin (atomic int); SELECT begin atomic; SELECT 3",
                "CREATE TABLE begin (atomic int)",
                "SELECT begin atomic",
                "SELECT 3");
        assertSplit(
                "CREATE FUNCTION f() AS $$ BEGIN; END; $$; SELECT 2",
                "CREATE FUNCTION f() AS $$ BEGIN; END; $$",
                "SELECT 2");
    }

    @Test
    void followsTheMeaningOfBackslashes() throws IOException {
        assertSplit(
                "SET standard_conforming_strings = off; SELECT '\\'; '; SELECT b'\\'; SET LOCAL standard_conforming_strings TO 'on'; SELECT '\\'; SELECT 3",
                "SET standard_conforming_strings = off",
                "SELECT '\\'; '",
                "SELECT b'\\'",
                "SET LOCAL standard_conforming_strings TO 'on'",
                "SELECT '\\'",
                "SELECT 3");
        assertSplit(
                "SELECT pg_catalog.set_config('standard_conforming_strings', 'off', false); SELECT '\\';'",
                "SELECT pg_catalog.set_config('standard_conforming_strings', 'off', false)",
                "SELECT '\\';'");
        assertEquals(
                List.of("SELECT '\\';'"),
                texts(new PostgresqlStatementReader(new StringReader("SELECT '\\';'"), new PostgresqlStrings(false))));
    }

    @Test
    void skipsWhatPgDumpWritesForPsql() throws IOException {
        assertSplit("\\restrict a;'\n\nSELECT 1;\n\n\\unrestrict a;'\r\n", "SELECT 1");
    }

    @Test
    void handsOutTheRowsOfCopy() throws IOException {
        try (StatementReader reader = reader(
                "COPY t FROM stdin; -- rows\r\n1;'\t\\.\n\\.x\n\\\\.\n\\.\r\nSELECT 1;copy u(a) from STDIN csv;\n\\.")) {
            SqlStatement copy = next(reader);
            assertEquals("COPY t FROM stdin", copy.text());
            assertEquals("1;'\t\\.\n\\.x\n\\\\.\n", rows(copy));
            SqlStatement select = next(reader);
            assertEquals("SELECT 1 at 6:1", select.text() + " at " + select.line() + ":" + select.column());
            assertNull(select.data());
            assertEquals("", rows(next(reader)));
            assertNull(reader.next());
        }
    }

    @Test
    void knowsCopyThatHasNoRowsInTheScript() throws IOException {
        assertSplit(
                "COPY t FROM '/tmp/stdin'; COPY t TO stdout; COPY (SELECT 1 FROM stdin) TO '/x'; COPY \"from\" FROM PROGRAM 'x'",
                "COPY t FROM '/tmp/stdin'",
                "COPY t TO stdout",
                "COPY (SELECT 1 FROM stdin) TO '/x'",
                "COPY \"from\" FROM PROGRAM 'x'");
    }

    @Test
    void refusesWhatStandsBesideTheBeginOfRows() {
        ScriptException refusal =
                assertThrows(ScriptException.class, () -> split("COPY t FROM stdin; SELECT 1;\n\\.\n"));
        assertTrue(refusal.getMessage().contains("on the line after"), refusal.getMessage());
    }

    @Test
    void refusesPsqlsCommandsWithAReason() {
        assertRefused("SELECT 1;\n \\connect other\n", 2, 2, "\\connect makes psql go to another database");
        assertRefused("\\i other.sql", 1, 1, "put the contents of that file here");
        assertRefused("\\copy t from 'x'", 1, 1, "COPY … FROM stdin");
        assertRefused("\\set x 1", 1, 1, "\\set is a command of psql");
        assertRefused("SELECT 1;\n\\.\n", 2, 1, "there is none here");
        assertRefused("SELECT 1 \\gset", 1, 10, "\\gset is a command of psql and cannot stand within a statement");
    }

    @Test
    void refusesWhatWouldEndTheRun() {
        assertRefused("PREPARE TRANSACTION 'x'", 1, 1, "PREPARE TRANSACTION");
        assertRefused("DISCARD ALL", 1, 1, "DISCARD ALL");
        assertRefused("SELECT 1, pg_catalog . pg_advisory_unlock_all()", 1, 1, "lock that keeps other runs out");
        assertRefused("DO $$ BEGIN END $$; SELECT PG_ADVISORY_UNLOCK_ALL ( )", 1, 21, "lock that keeps other runs out");
        assertRefused("SET client_encoding = 'LATIN1'", 1, 1, "LATIN1");
        assertRefused("SET NAMES 'WIN1252'", 1, 1, "WIN1252");
        assertRefused("SELECT set_config('client_encoding', 'SQL_ASCII', false)", 1, 1, "SQL_ASCII");
        assertRefused("SET datestyle TO 'German'", 1, 1, "'ISO, DMY'");
    }

    @Test
    void doesNotRefuseTheirHarmlessRelatives() throws IOException {
        for (String statement : List.of(
                "BEGIN READ WRITE",
                "BEGIN ISOLATION LEVEL SERIALIZABLE",
                "BEGIN READ ONLY",
                "COMMIT AND CHAIN",
                "SELECT pg_advisory_unlock(42)",
                "SELECT 'pg_advisory_unlock_all()'",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC SELECT pg_advisory_unlock_all(); END",
                "BEGIN ISOLATION LEVEL READ COMMITTED, NOT DEFERRABLE",
                "COMMIT AND NO CHAIN",
                "PREPARE transaction_plan AS SELECT 1",
                "DISCARD PLANS",
                "SET client_encoding = 'utf-8'",
                "SET NAMES DEFAULT",
                "SET SESSION datestyle = ISO, DMY",
                "RESET datestyle",
                "SET x.client_encoding = 'LATIN1'",
                "SELECT 'set_config'")) {
            assertSplit(statement + ";", statement);
        }
    }

    @Test
    void aSettingOfTheSessionLastsWhereAnotherOneOfTheSameStatementIsLocal() throws IOException {
        String both = "SELECT set_config('standard_conforming_strings', 'off', false), set_config('a.b', 'c', true)";
        assertSplit("BEGIN; " + both + "; COMMIT; SELECT '\\'; ';", "BEGIN", both, "COMMIT", "SELECT '\\'; '");
    }

    private static void assertRefused(String script, int line, int column, String reason) {
        ScriptException refusal = assertThrows(ScriptException.class, () -> split(script), script);
        assertEquals(line + ":" + column, refusal.line() + ":" + refusal.column(), script);
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }

    private static void assertSplit(String script, String... statements) throws IOException {
        assertEquals(List.of(statements), split(script));
    }

    private static List<String> split(String script) throws IOException {
        return texts(reader(script));
    }

    private static StatementReader reader(String script) {
        return new PostgresqlStatementReader(new StringReader(script), new PostgresqlStrings(true));
    }

    private static List<String> texts(StatementReader reader) throws IOException {
        List<String> texts = new ArrayList<>();
        for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
            texts.add(next.text());
        }
        return texts;
    }

    private static SqlStatement next(StatementReader reader) throws IOException {
        SqlStatement next = reader.next();
        assertNotNull(next);
        return next;
    }

    private static String rows(SqlStatement copy) throws IOException {
        Reader rows = copy.data();
        assertNotNull(rows);
        StringWriter text = new StringWriter();
        rows.transferTo(text);
        return text.toString();
    }
}
