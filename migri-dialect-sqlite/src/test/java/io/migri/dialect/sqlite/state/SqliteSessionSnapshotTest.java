package io.migri.dialect.sqlite.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.dialect.sqlite.TestFile;
import io.migri.spi.script.StatementReader;
import io.migri.spi.state.Aside;
import io.migri.spi.wire.StatementFailedException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSessionSnapshotTest {
    /** A value that is not the usual one. */
    private static final Map<String, String> OTHERS = new TreeMap<>(Map.ofEntries(
            Map.entry("query_only", "1"),
            Map.entry("max_page_count", "5000"),
            Map.entry("foreign_keys", "1"),
            Map.entry("synchronous", "0"),
            Map.entry("temp_store", "2"),
            Map.entry("busy_timeout", "7"),
            Map.entry("cache_size", "77"),
            Map.entry("recursive_triggers", "1"),
            Map.entry("ignore_check_constraints", "1"),
            Map.entry("legacy_alter_table", "1"),
            Map.entry("writable_schema", "1"),
            Map.entry("trusted_schema", "0"),
            Map.entry("automatic_index", "0"),
            Map.entry("read_uncommitted", "1"),
            Map.entry("reverse_unordered_selects", "1"),
            Map.entry("cell_size_check", "1"),
            Map.entry("checkpoint_fullfsync", "1"),
            Map.entry("fullfsync", "1"),
            Map.entry("journal_size_limit", "4096"),
            Map.entry("wal_autocheckpoint", "5"),
            Map.entry("mmap_size", "65536"),
            Map.entry("analysis_limit", "9"),
            Map.entry("soft_heap_limit", "900000000"),
            Map.entry("full_column_names", "1"),
            Map.entry("short_column_names", "0"),
            Map.entry("empty_result_callbacks", "1")));

    @TempDir
    private Path directory = Path.of("");

    private TestFile file;

    @BeforeEach
    void open() throws SQLException {
        file = TestFile.open(directory.resolve("a.db"));
        file.execute("CREATE TABLE t (a)");
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @Test
    void putsBackWhatAMigrationHasSet() throws SQLException {
        file.session().state().restore();
        Map<String, String> before = settings();
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            file.execute("PRAGMA " + other.getKey() + " = " + other.getValue());
        }
        Map<String, String> changed = settings();
        for (String name : OTHERS.keySet()) {
            assertNotEquals(before.get(name), changed.get(name), name);
        }
        file.session().wire().execute(file.session().state().restoreOutside());
        assertEquals(before, settings());
    }

    @Test
    void writesTheRowWhateverTheScriptForbids() throws SQLException {
        List<String> statements =
                new ArrayList<>(List.of("BEGIN IMMEDIATE", "PRAGMA query_only = ON", "PRAGMA max_page_count = 1"));
        statements.addAll(file.session().state().restore());
        statements.addAll(List.of("INSERT INTO t VALUES (zeroblob(100000))", "COMMIT"));
        file.session().wire().execute(statements);
        assertEquals("1", file.rows("SELECT count(*) FROM t"));
    }

    @Test
    void beginsATransactionInWhichTheScriptMayAllowWritingAgain() throws SQLException {
        file.session().state().restore();
        file.execute("PRAGMA query_only = 1", "BEGIN IMMEDIATE");
        assertThrows(StatementFailedException.class, () -> file.execute("INSERT INTO t VALUES (1)"));
        file.execute("PRAGMA query_only = 0", "INSERT INTO t VALUES (2)", "COMMIT");
        assertEquals("2", file.rows("SELECT a FROM t"));
    }

    @Test
    void aMarkIsWrittenAndTheScriptFindsItsSettings() throws Exception {
        file.session().state().restore();
        assertEquals(Aside.NONE, file.session().state().aside());
        try (StatementReader reader =
                file.session().language().read(new StringReader("PRAGMA main.Query_Only = 1; SELECT 1"))) {
            file.execute(reader.next().text());
        }
        Aside aside = file.session().state().aside();
        file.session().wire().execute(aside.before());
        file.execute("INSERT INTO t VALUES (1)");
        file.session().wire().execute(aside.after());
        assertThrows(StatementFailedException.class, () -> file.execute("INSERT INTO t VALUES (2)"));
    }

    @Test
    void tellsThatNothingIsUndoneWithoutAJournal() throws SQLException {
        assertEquals(true, file.session().state().leftByRollback().isEmpty());
        file.execute("PRAGMA journal_mode = OFF");
        assertEquals(
                "what it wrote, for PRAGMA journal_mode is off",
                file.session().state().leftByRollback().orElseThrow());
    }

    private Map<String, String> settings() throws SQLException {
        Map<String, String> found = new TreeMap<>();
        for (String name : OTHERS.keySet()) {
            found.put(name, file.rows("PRAGMA " + name));
        }
        return found;
    }
}
