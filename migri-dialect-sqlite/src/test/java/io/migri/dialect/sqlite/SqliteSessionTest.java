package io.migri.dialect.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.LockHolder;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.MigrationLock;
import io.migri.spi.wire.StatementFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteSessionTest {
    private final Path directory;
    private final TestFile file;

    SqliteSessionTest(@TempDir Path directory) throws SQLException {
        this.directory = directory;
        this.file = TestFile.open(directory.resolve("a.db"));
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @Test
    void stepsThroughAllRowsOfAQuery() throws SQLException {
        file.execute("CREATE TABLE a (b)", "INSERT INTO a VALUES (1), (2), (3) RETURNING b", "SELECT b FROM a");
        assertEquals("3", file.rows("SELECT count(*) FROM a"));
        StatementFailedException failure = assertThrows(
                StatementFailedException.class,
                () -> file.execute("SELECT 1", "SELECT json(b) FROM (SELECT '1' AS b UNION ALL SELECT 'no json')"));
        assertEquals(1, failure.index());
    }

    @Test
    void knowsNoCommandsOfTheDriver() {
        Path backup = directory.resolve("backup.db");
        assertThrows(StatementFailedException.class, () -> file.execute("backup to '" + backup + "'"));
        assertThrows(StatementFailedException.class, () -> file.execute("restore from '" + backup + "'"));
        assertTrue(Files.notExists(backup));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal", "truncate", "persist"})
    void commitsInEveryJournalMode(String mode) throws SQLException {
        file.execute(
                "PRAGMA journal_mode = " + mode,
                "BEGIN IMMEDIATE",
                "CREATE TABLE a (b)",
                "INSERT INTO a VALUES (1)",
                "COMMIT");
        file.execute("BEGIN IMMEDIATE", "INSERT INTO a VALUES (2)", "ROLLBACK");
        try (TestFile other = TestFile.open(file.path())) {
            assertEquals("1", other.rows("SELECT * FROM a"));
        }
    }

    @Test
    void putsBackWhatAMigrationSet() throws SQLException {
        String state =
                "SELECT * FROM pragma_query_only, pragma_foreign_keys, pragma_recursive_triggers, pragma_synchronous,"
                        + " pragma_locking_mode, pragma_cache_size, pragma_ignore_check_constraints, pragma_legacy_alter_table,"
                        + " pragma_writable_schema, pragma_temp_store, pragma_journal_mode";
        String before = TestFile.rows(file.connection(), state);
        List<String> restore = file.session().state().restore();
        file.execute(
                "PRAGMA query_only = ON",
                "PRAGMA foreign_keys = ON",
                "PRAGMA recursive_triggers = ON",
                "PRAGMA synchronous = OFF",
                "PRAGMA locking_mode = EXCLUSIVE",
                "PRAGMA cache_size = 7",
                "PRAGMA ignore_check_constraints = ON",
                "PRAGMA legacy_alter_table = ON",
                "PRAGMA writable_schema = ON",
                "PRAGMA temp_store = 2",
                "PRAGMA case_sensitive_like = ON",
                "PRAGMA journal_mode = memory",
                "ATTACH ':memory:' AS \"other \"\"one\"");
        file.session().wire().execute(restore);
        file.execute("CREATE TABLE a (b)");
        file.session().wire().execute(file.session().state().restoreOutside());
        assertEquals(before, TestFile.rows(file.connection(), state));
        assertEquals("1", file.rows("SELECT 'a' LIKE 'A'"));
        assertEquals("main", file.rows("SELECT name FROM pragma_database_list"));
        try (TestFile other = TestFile.open(file.path())) {
            assertEquals("0", other.rows("SELECT count(*) FROM a"));
        }
    }

    @Test
    void leavesWriteAheadLoggingToTheMigration() throws SQLException {
        file.session().state().restore();
        file.execute("PRAGMA journal_mode = wal");
        file.session().wire().execute(file.session().state().restoreOutside());
        assertEquals("wal", file.rows("PRAGMA journal_mode"));
        file.execute("PRAGMA journal_mode = delete");
        file.session().wire().execute(file.session().state().restoreOutside());
        assertEquals("delete", file.rows("PRAGMA journal_mode"));
    }

    @Test
    void keepsWhatABorrowedConnectionHadSet() throws SQLException {
        file.execute("PRAGMA foreign_keys = ON", "ATTACH ':memory:' AS other");
        file.session().state().restore();
        file.execute("PRAGMA foreign_keys = OFF");
        file.session().wire().execute(file.session().state().restoreOutside());
        assertEquals("1", file.rows("PRAGMA foreign_keys"));
        assertEquals("main; other", file.rows("SELECT name FROM pragma_database_list"));
    }

    @Test
    void noticesThatSomebodyElseHasWritten() throws SQLException {
        file.execute("CREATE TABLE a (b)");
        try (MigrationLock lock = file.session()
                        .locks()
                        .tryLock(new HistoryTable(null, "a"))
                        .orElseThrow();
                TestFile other = TestFile.open(file.path())) {
            file.execute("BEGIN IMMEDIATE", "INSERT INTO a VALUES (1)");
            assertTrue(lock.undisturbed());
            file.execute("COMMIT", "BEGIN IMMEDIATE");
            assertTrue(lock.undisturbed(), "by what it wrote itself");
            file.execute("ROLLBACK");
            other.execute("INSERT INTO a VALUES (2)");
            file.execute("BEGIN IMMEDIATE");
            assertEquals(List.of(false, false), List.of(lock.undisturbed(), lock.undisturbed()));
            file.execute("ROLLBACK");
        }
    }

    @Test
    void doesNotGetTheLockWhileNobodyCanEvenRead() throws SQLException {
        file.execute("CREATE TABLE a (b)");
        try (TestFile other = TestFile.open(file.path())) {
            other.execute("BEGIN EXCLUSIVE");
            assertEquals(Optional.empty(), file.session().locks().tryLock(new HistoryTable(null, "a")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void namesTheProcessThatWrites(String mode) throws SQLException {
        file.execute("PRAGMA journal_mode = " + mode, "CREATE TABLE a (b)");
        assertEquals(Optional.empty(), file.session().locks().holder(new HistoryTable(null, "a")));
        file.execute("BEGIN IMMEDIATE");
        try (TestFile other = TestFile.open(file.path())) {
            long expected = ProcessHandle.current().pid();
            boolean known = Files.exists(Path.of("/proc/locks"));
            Optional<LockHolder> holder = other.session().locks().holder(new HistoryTable(null, "a"));
            assertEquals(known ? Optional.of(expected) : Optional.empty(), holder.map(LockHolder::process));
            assertEquals(known ? Optional.of("java") : Optional.empty(), holder.flatMap(LockHolder::application));
        }
    }
}
