package io.migri.dialect.sqlite.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.dialect.sqlite.SqliteDialect;
import io.migri.dialect.sqlite.TestFile;
import io.migri.spi.wire.StatementFailedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the statements, a bar stands before the place that is to be found; without one there is none. */
final class SqliteErrorsTest {
    private final TestFile file;

    SqliteErrorsTest(@TempDir Path directory) throws SQLException {
        this.file = TestFile.open(directory.resolve("a.db"));
    }

    @BeforeEach
    void fill() throws SQLException {
        file.execute(
                "CREATE TABLE t (a int PRIMARY KEY, b text NOT NULL, c int CHECK (c > 0), d int REFERENCES t)",
                "INSERT INTO t VALUES (1, 'one', 1, NULL)",
                "CREATE INDEX i ON t (b)",
                "CREATE VIEW v AS SELECT a FROM t");
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @Test
    void findsTheTokenThatIsNotUnderstood() {
        assertFound("near \"selec\": syntax error", "|selec 1");
        assertFound("near \"t\": syntax error", "SELECT a\n  FORM |t");
        assertFound("near \"(\": syntax error", "CREATE TABLE n (a int, |(b int))");
        assertFound("near \",\": syntax error", "SELECT a, b,|, c FROM t");
        assertFound("near \"a\": syntax error", "SELECT a, b c |a, a FROM t");
        assertFound("near \"'x'\": syntax error", "INSERT INTO t VALUES ('x' |'x', 'x')");
        assertFound("near \"ON\": syntax error", "SELECT 'ON' AS \"ON\", |ON FROM t");
        assertFound("unrecognized token: \"@\"", "SELECT '@', |@");
        assertFound("unrecognized token: \"12abc\"", "SELECT 1, |12abc");
    }

    @Test
    void findsItWhereTheParserLooksForTheTableFirst() {
        assertFound("near \"TABEL\": syntax error", "CREATE |TABEL n (a)");
        assertFound(
                "near \"FORM\": syntax error",
                "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 'FORM', FORM FROM t; DELETE |FORM t; END");
        assertFound("near \"(\": syntax error", "ALTER TABLE t ADD COLUMN x int (1) |(2)");
    }

    @Test
    void findsWhereSomethingIsMissing() {
        assertFound("incomplete input", "SELECT a FROM|");
        assertFound("incomplete input", "CREATE TABLE n (a int|");
    }

    @Test
    void findsTheNameThatIsNotKnown() {
        assertFound("no such table: nope", "SELECT nope FROM |nope WHERE nope.nope = 1");
        assertFound("no such table: nope", "INSERT INTO |NOPE SELECT 'nope'".replace("NOPE", "nope"));
        assertFound("no such table: main.nope", "CREATE INDEX n ON |nope (a)");
        assertFound("no such table: other.t", "SELECT t.* FROM t, |other.t");
        assertFound("no such column: nope", "SELECT a, |nope FROM t");
        assertFound("no such column: t.nope", "SELECT t.a, |t.nope FROM t");
        assertFound("no such column: x y", "UPDATE t SET |[x y] = 1");
        assertFound("no such function: nope", "SELECT |nope(1), 'nope'");
        assertFound("table t has no column named nope", "INSERT INTO t (a, |nope) VALUES (1, 2)");
        assertFound("no such index: nope", "DROP INDEX |nope");
        assertFound("no such savepoint: nope", "RELEASE |nope");
        assertFound("ambiguous column name: a", "SELECT |a FROM t AS x, t AS y");
    }

    @Test
    void findsTheNameThatIsTaken() {
        assertFound("table t already exists", "CREATE TABLE |t (t int)");
        assertFound("index i already exists", "CREATE INDEX |i ON t (a)");
        assertFound("view v already exists", "CREATE VIEW |v AS SELECT 1 AS v");
        assertFound("duplicate column name: a", "CREATE TABLE n (a, b, |a)");
        assertFound("duplicate column name: b", "ALTER TABLE t ADD COLUMN |b int");
    }

    @Test
    void doesNotGuess() {
        assertFound("no such column: nope", "SELECT nope FROM t WHERE nope = 1");
        assertFound("UNIQUE constraint failed: t.a", "INSERT INTO t VALUES (1, 'a', 1, 1)");
        assertFound("table t has 4 columns but 1 values were supplied", "INSERT INTO t VALUES (1)");
    }

    @Test
    void namesTheConstraint() {
        assertEquals(
                "SQLITE_CONSTRAINT_PRIMARYKEY",
                error("INSERT INTO t VALUES (1, 'a', 1, 1)").code());
        assertEquals(
                "SQLITE_CONSTRAINT_NOTNULL",
                error("INSERT INTO t VALUES (2, NULL, 1, 1)").code());
        assertEquals(
                "SQLITE_CONSTRAINT_CHECK",
                error("INSERT INTO t VALUES (2, 'a', 0, 1)").code());
        assertEquals(
                Kind.STATEMENT, error("INSERT INTO t VALUES (2, 'a', 0, 1)").kind());
    }

    @Test
    void knowsWhatRefusesATransaction() throws SQLException {
        file.execute("BEGIN IMMEDIATE", "CREATE TABLE n (a)");
        for (String statement : new String[] {"VACUUM", "VACUUM INTO 'x.db'", "BEGIN", "PRAGMA synchronous = off"}) {
            assertEquals(Kind.REFUSES_TRANSACTION, error(statement).kind(), statement);
        }
        assertEquals(Kind.STATEMENT, error("CREATE TABLE n (a)").kind());
    }

    @Test
    void saysThatSomebodyElseIsWriting() throws SQLException {
        try (TestFile other = TestFile.open(file.path())) {
            other.execute("BEGIN IMMEDIATE");
            DatabaseError error = error("BEGIN IMMEDIATE");
            assertEquals(
                    "BUSY SQLITE_BUSY database is locked", error.kind() + " " + error.code() + " " + error.message());
        }
    }

    @Test
    void saysThatTheConnectionIsClosed() throws SQLException {
        file.close();
        assertEquals(Kind.CONNECTION_LOST, error("SELECT 1").kind());
    }

    @Test
    void findsItsExceptionWithinOthers() {
        SQLException inner = assertThrows(StatementFailedException.class, () -> file.execute("selec"))
                .failure();
        DatabaseError error = SqliteErrors.explain(new SQLException("by the pool", inner), "selec");
        assertEquals("near \"selec\": syntax error", error.message());
    }

    @Test
    void takesLittleTimeForALargeStatement() {
        String rows = "(1, 'a', 1, 1), ".repeat(10_000);
        long start = System.nanoTime();
        assertFound("near \",\": syntax error", "INSERT INTO t VALUES " + rows + "(1, |, 'a')");
        assertTrue(System.nanoTime() - start < 60_000_000_000L);
    }

    private void assertFound(String message, String marked) {
        int bar = marked.indexOf('|');
        DatabaseError error = error(marked.replace("|", ""));
        assertEquals(message, error.message());
        assertEquals(bar < 0 ? OptionalInt.empty() : OptionalInt.of(bar), error.offset(), marked);
    }

    private DatabaseError error(String statement) {
        StatementFailedException failure =
                assertThrows(StatementFailedException.class, () -> file.execute(statement), statement);
        return new SqliteDialect().explain(failure.failure(), statement);
    }
}
