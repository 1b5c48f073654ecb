package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.Dialect;
import io.migri.testkit.fault.Struck;
import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts of a few lines that would show it if Migri did not do what the library of SQLite does when a plain client hands it the same statements. */
class SqliteLawsIT {
    private static final String WRONG = "INSERT INTO missing VALUES (1)";

    @TempDir(factory = InMemory.class)
    private Path directory;

    private int databases;

    static Stream<SqliteLawScript> scripts() {
        return SqliteLawScript.all().stream();
    }

    static Stream<SqliteLawScript> share() {
        return LongerSuite.share(SqliteLawScript.all()).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void doesWhatAPlainClientDoes(SqliteLawScript script) throws Exception {
        List<String> expected = byPlainClient(script);
        for (boolean apart : List.of(false, true)) {
            if (!apart || script.standsApart()) {
                Path database = prepared();
                String failure = failure(database, script.statements(), apart);
                assertEquals(script.fails(), !failure.isEmpty(), failure);
                if (!apart || !script.fails()) {
                    requireSame(expected, content(database), "apart " + apart + " " + failure);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("share")
    void aFailureAtEachPlaceIsMadeGood(SqliteLawScript script) throws Exception {
        if (script.fails()) {
            return;
        }
        List<String> expected = byPlainClient(script);
        for (int i = 0; i <= script.statements().size(); i++) {
            List<String> broken = new ArrayList<>(script.statements());
            broken.add(i, WRONG);
            for (boolean apart : List.of(false, true)) {
                if (!apart || script.standsApart()) {
                    Path database = prepared();
                    assertTrue(!failure(database, broken, apart).isEmpty(), "did not fail at " + i);
                    goOn(script, database, apart, expected, "failure at " + i);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("share")
    void akillBeforeEachMessageIsMadeGood(SqliteLawScript script) throws Exception {
        if (script.fails()) {
            return;
        }
        List<String> expected = byPlainClient(script);
        for (boolean apart : List.of(false, true)) {
            boolean killed = !apart || script.standsApart();
            for (int i = 0; killed; i++) {
                Path database = prepared();
                killed = killed(database, script.statements(), apart, i);
                goOn(script, database, apart, expected, "kill before message " + i);
            }
        }
    }

    @Test
    void aSavepointThatStandsAloneIsRefusedBeforeAnythingRuns() throws Exception {
        Path database = prepared();
        List<String> before = content(database);
        List<String> statements =
                List.of("DELETE FROM t", "SAVEPOINT a", "DELETE FROM u", "ROLLBACK TO a", "RELEASE a");
        MigriException refusal = failing(database, statements, true).orElseThrow();
        assertEquals(ErrorCode.SCRIPT_INVALID, refusal.code());
        assertEquals(3, refusal.position().orElseThrow().line());
        requireSame(before, content(database), "refused");
        List<String> inBlock = new ArrayList<>(statements);
        inBlock.add(1, "BEGIN");
        inBlock.add("COMMIT");
        assertEquals("", failure(prepared(), inBlock, true));
    }

    /** What the lost session had may be needed: then nothing more is executed. */
    private void goOn(SqliteLawScript script, Path database, boolean apart, List<String> expected, String trouble)
            throws Exception {
        List<String> before = content(database);
        Optional<MigriException> refused = failing(database, script.statements(), apart);
        if (refused.isPresent()) {
            assertEquals(
                    ErrorCode.VALIDATION, refused.get().code(), () -> trouble + ", apart " + apart + ": " + refused);
            assertTrue(script.needsItsSession(), () -> trouble + ", apart " + apart + ": " + refused);
            requireSame(before, content(database), trouble);
        } else {
            requireSame(expected, content(database), trouble + ", apart " + apart);
        }
    }

    private static void requireSame(List<String> expected, List<String> found, String trouble) {
        List<String> less = new ArrayList<>(expected);
        less.removeAll(found);
        List<String> more = new ArrayList<>(found);
        more.removeAll(expected);
        assertTrue(less.isEmpty() && more.isEmpty(), () -> trouble + ": " + more + " rather than " + less);
    }

    private List<String> byPlainClient(SqliteLawScript script) throws Exception {
        Path database = prepared();
        try (Connection connection = connect(database)) {
            for (String each : script.asByClient()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(each);
                }
            }
        } catch (SQLException e) {
            assertTrue(script.fails(), () -> script + ": " + e);
        }
        return content(database);
    }

    /** A copy of the same file each time, because making one waits for the disk. */
    private Path prepared() throws SQLException, IOException {
        Path first = directory.resolve("first.db");
        if (!Files.exists(first)) {
            try (Connection connection = connect(first);
                    Statement statement = connection.createStatement()) {
                for (String each : SqliteLawScript.BEFORE) {
                    statement.execute(each);
                }
            }
        }
        databases++;
        return Files.copy(first, directory.resolve(databases + ".db"));
    }

    private String failure(Path database, List<String> statements, boolean apart) throws IOException {
        return failing(database, statements, apart).map(Throwable::toString).orElse("");
    }

    private Optional<MigriException> failing(Path database, List<String> statements, boolean apart) throws IOException {
        try {
            builder(database, statements, apart).build().migrate();
            return Optional.empty();
        } catch (MigriException e) {
            return Optional.of(e);
        }
    }

    /** False where the run came to its end before. */
    private boolean killed(Path database, List<String> statements, boolean apart, int message) throws IOException {
        AtomicInteger sent = new AtomicInteger();
        Dialect struck = Struck.before(sqlite(), sending -> sent.getAndIncrement() == message, Struck::kill);
        try {
            builder(database, statements, apart).dialect(struck).build().migrate();
            return false;
        } catch (Struck.Killed e) {
            return true;
        }
    }

    private Migri.Builder builder(Path database, List<String> statements, boolean apart) throws IOException {
        Path migrations = Files.createDirectories(directory.resolve(database.getFileName() + ".d"));
        String text = (apart ? "-- migri: no-transaction\n" : "") + String.join(";\n", statements) + ";\n";
        Files.writeString(migrations.resolve("0001.sql"), text);
        return Migri.builder()
                .target(ConnectionConfig.builder(database.toString())
                        .dialect("sqlite")
                        .build())
                .lockWait(Duration.ofSeconds(2))
                .directory(migrations);
    }

    private static Dialect sqlite() {
        return ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.id().equals(Engine.SQLITE.dialect()))
                .findFirst()
                .orElseThrow();
    }

    private static Connection connect(Path database) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    /** All that a dump holds, and what the file itself keeps. */
    private static List<String> content(Path database) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String pragma : List.of(
                    "user_version",
                    "application_id",
                    "journal_mode",
                    "page_size",
                    "auto_vacuum",
                    "encoding",
                    "foreign_key_check")) {
                found.add(pragma + " " + rows(statement, "PRAGMA " + pragma));
            }
            String theirs = "tbl_name NOT IN ('applied_migration', 'migri_journal', 'migri_source')";
            found.add("schema "
                    + rows(statement, "SELECT type, name, sql FROM sqlite_schema WHERE " + theirs + " ORDER BY 2, 1"));
            for (String table : rows(
                    statement, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND " + theirs)) {
                found.add(table + " "
                        + rows(statement, "SELECT * FROM \"" + table + "\" ORDER BY 1").stream()
                                .filter(row -> !row.contains("migri") && !row.contains("applied"))
                                .toList());
            }
        }
        return found;
    }

    private static List<String> rows(Statement statement, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", row));
            }
        }
        return found;
    }

    /** Where there is such a directory: the disk would be waited for some thousand times. */
    static final class InMemory implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "migri-laws")
                    : Files.createTempDirectory("migri-laws");
        }
    }
}
