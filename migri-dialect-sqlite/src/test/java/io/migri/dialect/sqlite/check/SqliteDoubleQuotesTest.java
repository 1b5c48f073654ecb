package io.migri.dialect.sqlite.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.SqliteDialect;
import io.migri.dialect.sqlite.TestFile;
import io.migri.dialect.sqlite.connection.SqliteDoubleQuotesProperty;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.dialect.sqlite.wire.SqliteErrors;
import io.migri.spi.wire.StatementFailedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConnection;

/** {@code "x"} is no column of {@code t}, and {@code "name"} is. */
final class SqliteDoubleQuotesTest {
    @TempDir
    private Path directory = Path.of("");

    private TestFile file;

    @BeforeEach
    void open() throws SQLException {
        file = TestFile.open(directory.resolve("a.db"));
        file.execute(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, d TEXT)",
                "INSERT INTO t VALUES (1, 'Ada', '2020-01-01')");
        file.execute("CREATE TABLE u (id INTEGER PRIMARY KEY, name TEXT)");
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO u (id, name) SELECT \"id\", \"x\" FROM t",
                "INSERT INTO u SELECT DISTINCT \"x\", name FROM t",
                "INSERT INTO \"u\" (\"id\") SELECT \"x\" AS \"id\" FROM \"t\"",
                "SELECT \"x\" y FROM t",
                "SELECT id FROM t WHERE id IN (SELECT \"x\" FROM u)",
                "SELECT id FROM t ORDER BY \"x\"",
                "SELECT id FROM t ORDER BY id, \"x\" DESC",
                "SELECT count(*) FROM t GROUP BY \"x\" HAVING count(*) > 1",
                "SELECT row_number() OVER (PARTITION BY \"x\" ORDER BY id) FROM t",
                "CREATE INDEX i ON t (\"x\")",
                "CREATE UNIQUE INDEX IF NOT EXISTS i ON t (name, \"x\" COLLATE NOCASE)",
                "CREATE INDEX i ON t (name) WHERE \"x\" IS NOT NULL",
                "DELETE FROM t WHERE \"x\" IS NULL",
                "DELETE FROM t WHERE \"x\" ISNULL",
                "DELETE FROM t WHERE \"x\" NOT NULL",
                "DELETE FROM t WHERE \"x\" = 'a'",
                "DELETE FROM t WHERE 'a' <> \"x\"",
                "UPDATE t SET name = 'a' WHERE \"x\" >= -5",
                "UPDATE t SET name = 'a' WHERE id = 1 AND \"x\" IN ('a', 'b')",
                "UPDATE t SET name = CASE WHEN \"x\" IS 1 THEN 'a' END",
                "CREATE VIEW v (a) AS SELECT \"x\" FROM t",
                "CREATE TABLE copy AS SELECT \"x\" FROM t",
                "CREATE TABLE c (a TEXT, CHECK (\"x\" = 'a'))",
                "WITH a AS (SELECT \"x\" FROM t) SELECT * FROM a",
            })
    void refusesANameThatStandsForAColumn(String statement) {
        StatementFailedException failed = assertThrows(StatementFailedException.class, () -> file.execute(statement));
        DatabaseError error = SqliteErrors.explain(failed.failure(), statement);
        assertEquals("no such column: \"x\"", error.message());
        assertEquals(OptionalInt.of(statement.indexOf("\"x\"")), error.offset());
        assertEquals(true, error.hint().orElse("").contains("'x' in single quotes"), error::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET name = \"x\"",
                "DELETE FROM t WHERE name = \"x\"",
                "INSERT INTO t (name) VALUES (\"x\")",
                "INSERT INTO t (id, name) VALUES (7, \"x\") ON CONFLICT (id) DO UPDATE SET name = \"x\"",
                "SELECT strftime(\"x\", d) FROM t",
                "SELECT id FROM t ORDER BY strftime(\"x\", d)",
                "SELECT name || \"x\" FROM t",
                "SELECT \"x\"",
                "SELECT id FROM t WHERE name || \"x\" = 'a'",
                "CREATE TABLE c (a TEXT CHECK (a IN (\"x\", 'y')))",
            })
    void tellsOfATextElsewhere(String statement) throws SQLException {
        file.execute(statement);
        List<String> remarks = file.session().state().remarks();
        assertEquals(1, remarks.size(), remarks::toString);
        assertEquals(
                true,
                remarks.get(0).startsWith("\"x\" is no column and was taken for a text, in: "),
                remarks::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT \"name\", \"t\".\"id\" AS \"x\" FROM \"t\" WHERE \"name\" = 'a' ORDER BY \"x\"",
                "CREATE TABLE \"c\" (\"x\" TEXT, \"y\" INTEGER DEFAULT \"z\", PRIMARY KEY (\"x\"), UNIQUE (\"y\"))",
                "CREATE INDEX \"x\" ON \"t\" (\"name\" DESC)",
                "INSERT INTO \"u\" (\"id\", \"name\") VALUES (1, 'say \"x\"')",
                "UPDATE \"t\" SET \"name\" = \"d\" WHERE \"id\" = 1",
                "CREATE TRIGGER \"x\" AFTER INSERT ON \"t\" BEGIN SELECT 1; END",
                "ALTER TABLE \"t\" ADD COLUMN \"x\" TEXT",
                "SELECT \"rowid\" FROM t",
                "SELECT 'a' -- \"x\"",
                "PRAGMA table_info(\"x\")",
                "SELECT \"m\".\"name\" FROM t AS \"m\" JOIN u AS \"n\" USING (\"id\")",
                "WITH \"a\"(\"b\") AS (SELECT 1) SELECT \"b\" FROM \"a\"",
            })
    void hasNothingToSayOfNames(String statement) throws SQLException {
        file.execute(statement);
        assertEquals(List.of(), file.session().state().remarks());
    }

    @Test
    void theErrorOfAWrongStatementIsItsOwn() {
        StatementFailedException failed =
                assertThrows(StatementFailedException.class, () -> file.execute("SELECT \"x\", y FROM t"));
        assertEquals("no such column: y", SqliteReason.message(failed.failure()));
    }

    @Test
    void manyAreToldInOneRemark() throws SQLException {
        file.execute("INSERT INTO t (name) VALUES (\"x\")", "INSERT INTO t (name, d) VALUES (\"x\", \"y\")");
        List<String> remarks = file.session().state().remarks();
        assertEquals(true, remarks.get(0).endsWith("(and 2 more)"), remarks::toString);
        assertEquals(List.of(), file.session().state().remarks());
    }

    @Test
    void theSettingHasOneValue() {
        SqliteDialect dialect = new SqliteDialect();
        assertEquals(true, dialect.propertyNames().contains(SqliteDoubleQuotesProperty.NAME));
        for (String value : List.of("texts", "column")) {
            ConnectionConfig config = ConnectionConfig.builder(file.path().toString())
                    .properties(Map.of(SqliteDoubleQuotesProperty.NAME, value))
                    .build();
            assertThrows(MigriException.class, () -> dialect.connect(config));
        }
    }

    @Test
    void oneSettingTakesThemForTextsEverywhere() throws SQLException {
        try (SQLiteConnection lenient = SqliteFile.named(
                        directory.resolve("a.db").toString())
                .open(Map.of(SqliteDoubleQuotesProperty.NAME, SqliteDoubleQuotesProperty.TEXT))) {
            var session = new SqliteDialect().session(lenient);
            session.wire().execute(List.of("DELETE FROM t WHERE \"x\" = 'a'", "UPDATE t SET name = \"x\""));
            assertEquals(List.of(), session.state().remarks());
            try (var rehearsal = session.rehearsals().open()) {
                rehearsal.session().wire().execute(List.of("INSERT INTO u (name) SELECT \"x\" FROM t"));
            }
        }
    }
}
