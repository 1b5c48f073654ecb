package io.migri.dialect.sqlite.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SqliteStatementReaderTest {

    @Test
    void endsATriggerAtTheEndThatStandsBehindASemicolon() throws IOException {
        String trigger =
                "CREATE TRIGGER t AFTER UPDATE ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; /* ; END; */ SELECT 1; END";
        assertEquals(List.of(trigger, "SELECT 2"), texts(trigger + ";SELECT 2;"));
        assertEquals(List.of(trigger), texts(trigger));
    }

    @Test
    void knowsTriggersHoweverTheyAreIntroduced() throws IOException {
        for (String start : List.of(
                "create trigger",
                "CREATE TEMP TRIGGER",
                "Create Temporary Trigger",
                "CREATE /* a; */ TRIGGER",
                "EXPLAIN CREATE TRIGGER",
                "EXPLAIN QUERY PLAN CREATE TRIGGER")) {
            String trigger = start + " IF NOT EXISTS t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END";
            assertEquals(List.of(trigger, "SELECT 3"), texts(trigger + ";\nSELECT 3"));
        }
    }

    @Test
    void takesNothingElseForATrigger() throws IOException {
        assertEquals(
                List.of("CREATE TABLE trigger_ (begin int, end int)", "SELECT begin FROM a", "END"),
                texts("CREATE TABLE trigger_ (begin int, end int); SELECT begin FROM a; END;"));
        assertEquals(
                List.of("CREATE TABLE \"TRIGGER\" (a)", "BEGIN", "END"),
                texts("CREATE TABLE \"TRIGGER\" (a);BEGIN;END"));
        assertEquals(List.of("CREATE TRIGGER t", "SELECT 1"), texts("CREATE TRIGGER t; SELECT 1"));
    }

    @Test
    void takesAColumnCalledEndForAColumn() throws IOException {
        String trigger =
                "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN begin END; SELECT end FROM a; END";
        assertEquals(List.of(trigger, "SELECT 1"), texts(trigger + ";SELECT 1"));
    }

    @Test
    void readsWhatTheShellDumps() throws IOException {
        List<SqlStatement> statements = read(
                "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE a(b);\nINSERT INTO a VALUES('x;''y');\nCOMMIT;\n");
        assertEquals(
                List.of(
                        TransactionEffect.SESSION_ONLY,
                        TransactionEffect.BEGINS_BLOCK,
                        TransactionEffect.NONE,
                        TransactionEffect.NONE,
                        TransactionEffect.COMMITS_BLOCK),
                statements.stream().map(SqlStatement::effect).toList());
    }

    @Test
    void skipsAByteOrderMark() throws IOException {
        assertEquals(List.of("SELECT 1"), texts("\uFEFFSELECT 1;"));
    }

    @Test
    void doesNotDoubleClosingBrackets() throws IOException {
        assertEquals(List.of("SELECT [a]", "SELECT ']'"), texts("SELECT [a];SELECT ']'"));
    }

    @Test
    void refusesCommandsOfTheShell() {
        ScriptException failure = failure("SELECT 1;\n  .mode csv\n");
        assertEquals("2:3", failure.line() + ":" + failure.column());
        assertEquals(".mode is a command of the sqlite3 program and not SQL; remove it", failure.getMessage());
        assertEquals(".read", failure(".read other.sql").getMessage().substring(0, 5));
    }

    @Test
    void leavesOtherDotsToSqlite() throws IOException {
        assertEquals(List.of("SELECT a.b", ". x"), texts("SELECT a.b;. x"));
    }

    @Test
    void refusesTheCharacterAtWhichSqliteStopsReading() {
        ScriptException failure = failure("SELECT 1;\nDELETE FROM a -- \0\n WHERE b = 1;");
        assertEquals("2:1", failure.line() + ":" + failure.column());
        assertTrue(String.valueOf(failure.getMessage()).contains("NUL"));
    }

    private static ScriptException failure(String script) {
        return assertThrows(ScriptException.class, () -> read(script));
    }

    private static List<String> texts(String script) throws IOException {
        return read(script).stream().map(SqlStatement::text).toList();
    }

    private static List<SqlStatement> read(String script) throws IOException {
        List<SqlStatement> statements = new ArrayList<>();
        try (SqliteStatementReader reader = new SqliteStatementReader(new StringReader(script))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
        }
        return statements;
    }
}
