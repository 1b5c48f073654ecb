package io.migri.dialect.sqlite.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.dialect.sqlite.TestFile;
import io.migri.dialect.sqlite.language.SqliteStatement;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteFeaturesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3.24 | ON CONFLICT                 | INSERT INTO t VALUES (1, ')') ON CONFLICT (a) DO NOTHING
            3.25 | ALTER TABLE … RENAME COLUMN | alter table main.t rename a to c
            3.35 | ALTER TABLE … DROP COLUMN   | ALTER TABLE "t" DROP COLUMN b
            3.35 | RETURNING                   | INSERT INTO t VALUES (2, 'x') RETURNING a
            3.37 | STRICT tables               | CREATE TABLE s (a int) WITHOUT ROWID, STRICT
            """)
    void knowsTheFirstVersion(String first, String feature, String statement) {
        assertEquals(
                Optional.empty(), SqliteFeatures.of("sqlite " + first + ".0").missing(SqliteStatement.of(statement)));
        int minor = Integer.parseInt(first.substring(2)) - 1;
        assertEquals(
                Optional.of(feature + " came with SQLite " + first),
                SqliteFeatures.of("sqlite 3." + minor + ".9").missing(SqliteStatement.of(statement)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t RENAME TO u",
                "ALTER TABLE t ADD COLUMN c DEFAULT 'DROP COLUMN'",
                "CREATE TABLE u (strict text, b text DEFAULT 'STRICT')",
                "CREATE TABLE strict (a)",
                "CREATE TABLE u AS SELECT a AS strict FROM t strict",
                "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t RETURNING a; END",
                "INSERT INTO t SELECT a, b RETURNING FROM t",
                "INSERT INTO t VALUES (3, 'x RETURNING y')",
                "SELECT 1"
            })
    void letsSqliteDecideWhereItIsNotCertain(String statement) {
        assertEquals(Optional.empty(), SqliteFeatures.of("sqlite 3.8.0").missing(SqliteStatement.of(statement)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1, 'x') ON CONFLICT DO NOTHING RETURNING a",
                "ALTER TABLE t DROP COLUMN b",
                "CREATE TABLE s (a int) STRICT"
            })
    void theLibraryOfTheDriverHasThemAll(String statement, @TempDir Path directory) throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            file.execute("CREATE TABLE t (a, b)");
            String version = file.rows("SELECT sqlite_version()");
            assertEquals(
                    Optional.empty(), SqliteFeatures.of("sqlite " + version).missing(SqliteStatement.of(statement)));
            file.execute(statement);
        }
    }
}
