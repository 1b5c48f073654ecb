package io.migri.dialect.sqlite.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.Secret;
import io.migri.dialect.sqlite.SqliteDialect;
import io.migri.dialect.sqlite.TestFile;
import io.migri.spi.history.HistoryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteConnectTest {
    private final SqliteDialect dialect = new SqliteDialect();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void takesTheNameAsItIs() throws SQLException {
        for (String name : List.of(
                "plain.db",
                "a b",
                "a?mode=memory",
                "a#b",
                "a%41",
                "a&b=c",
                "é🥳",
                "file:x",
                ":memory:",
                ":resource:x",
                "a'b\"c",
                "back\\slash",
                "?cache=shared",
                "new\nline")) {
            Path path = directory.resolve(name);
            try (TestFile file = TestFile.open(path)) {
                file.execute("CREATE TABLE a (b)");
            }
            assertTrue(Files.exists(path), name);
        }
    }

    @Test
    void createsTheFile() throws SQLException {
        Path path = directory.resolve("new.db");
        dialect.connect(ConnectionConfig.of(path.toString())).close();
        assertTrue(Files.exists(path));
    }

    @Test
    void leavesForeignKeysAsSqliteHasThem() throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            assertEquals("0", file.rows("PRAGMA foreign_keys"));
            assertEquals("500", file.rows("PRAGMA busy_timeout"));
        }
    }

    @Test
    void letsPropertiesWin() throws SQLException {
        Map<String, String> properties = Map.of("foreign_keys", "true", "busy_timeout", "7");
        try (TestFile file = TestFile.open(directory.resolve("a.db"), properties)) {
            assertEquals("1 7", file.rows("SELECT * FROM pragma_foreign_keys, pragma_busy_timeout"));
        }
    }

    @Test
    void takesStatementsOfManyMegabytes() throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            file.execute("CREATE TABLE a (b)", "INSERT INTO a VALUES ('" + "x".repeat(20_000_000) + "')");
            assertEquals("20000000", file.rows("SELECT length(b) FROM a"));
        }
    }

    @Test
    void namesTheDirectoryThatIsMissing() {
        DatabaseError error =
                refusal(directory.resolve("missing").resolve("deep").resolve("a.db"));
        assertEquals(Kind.UNREACHABLE, error.kind());
        assertEquals("SQLITE_CANTOPEN", error.code());
        assertEquals(
                "the directory " + directory.resolve("missing").resolve("deep")
                        + " does not exist; create it, or correct the database name",
                error.message());
        assertFalse(Files.exists(directory.resolve("missing")));
    }

    @Test
    void saysThatADirectoryIsNoDatabase() {
        assertEquals(
                directory + " is a directory and not a database file",
                refusal(directory).message());
    }

    @Test
    void saysThatAFileIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertEquals(
                file + " is not a directory, so that it cannot hold a database",
                refusal(file.resolve("a.db")).message());
    }

    @Test
    void saysThatAnotherFileIsNoDatabase() throws IOException, SQLException {
        Path path =
                Files.writeString(directory.resolve("notes.txt"), "no database, but a text of some length".repeat(50));
        try (TestFile file = TestFile.open(path)) {
            SQLException failure = assertThrows(
                    SQLException.class,
                    () -> file.session().history().log(HistoryTable.USUAL).read());
            DatabaseError error = dialect.explain(failure, "");
            assertEquals(Kind.UNREACHABLE, error.kind());
            assertEquals("SQLITE_NOTADB: file is not a database", error.code() + ": " + error.message());
            assertTrue(error.hint().isPresent());
        }
    }

    @Test
    void saysThatTheDatabaseCannotBeWrittenTo() throws SQLException {
        Path path = directory.resolve("a.db");
        TestFile.open(path).close();
        try (TestFile file = TestFile.open(path, Map.of("open_mode", "1"))) {
            SQLException failure = assertThrows(SQLException.class, () -> file.execute("CREATE TABLE a (b)"));
            DatabaseError error = dialect.explain(failure, "CREATE TABLE a (b)");
            assertEquals(Kind.READ_ONLY, error.kind());
            assertEquals("attempt to write a readonly database", error.message());
        }
    }

    @Test
    void saysThatThereIsNoSpaceLeft() throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"), Map.of("max_page_count", "3"))) {
            file.execute("CREATE TABLE a (b)");
            SQLException failure =
                    assertThrows(SQLException.class, () -> file.execute("INSERT INTO a VALUES (zeroblob(100000))"));
            DatabaseError error = dialect.explain(failure, "");
            assertEquals(Kind.DISK_FULL + " SQLITE_FULL", error.kind() + " " + error.code());
        }
    }

    @Test
    void refusesWhatAFileDoesNotHave() {
        for (ConnectionConfig config : List.of(
                ConnectionConfig.builder("a").host("localhost").build(),
                ConnectionConfig.builder("a").port(5432).build(),
                ConnectionConfig.builder("a").user("me").build(),
                ConnectionConfig.builder("a").password(Secret.of("xyzzy")).build(),
                ConnectionConfig.builder("a").schema("main").build())) {
            MigriException refusal = assertThrows(MigriException.class, () -> dialect.connect(config));
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
            assertFalse(refusal.getMessage().contains("xyzzy"));
            assertTrue(refusal.help().isPresent());
        }
    }

    @Test
    void refusesDatabasesThatWouldBeGoneAfterwards() {
        for (String name : List.of("", ":memory:", "a\0b")) {
            MigriException refusal =
                    assertThrows(MigriException.class, () -> dialect.connect(ConnectionConfig.of(name)));
            assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
        }
    }

    @Test
    void tellsItsVersion() throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            assertEquals(
                    "sqlite " + file.rows("SELECT sqlite_version()"),
                    file.session().server());
        }
    }

    private DatabaseError refusal(Path path) {
        SQLException failure = assertThrows(SQLException.class, () -> {
            try (Connection connection = dialect.connect(ConnectionConfig.of(path.toString()))) {
                connection.createStatement().close();
            }
        });
        return dialect.explain(failure, "");
    }
}
