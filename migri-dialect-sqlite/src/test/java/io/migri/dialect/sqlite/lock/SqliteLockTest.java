package io.migri.dialect.sqlite.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.sqlite.Reading;
import io.migri.dialect.sqlite.SqliteDialect;
import io.migri.dialect.sqlite.TestFile;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.lock.MigrationLock;
import io.migri.testkit.fault.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock that covers a run. Another process is in the way in {@code SqliteConcurrencyIT}. */
final class SqliteLockTest {
    private final Path beside;
    private final TestFile file;
    private final TestFile other;

    SqliteLockTest(@TempDir Path directory) throws SQLException {
        this.file = TestFile.open(directory.resolve("a.db"));
        this.other = TestFile.open(directory.resolve("a.db"));
        this.beside = directory.resolve("a.db-migri-lock");
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
        other.close();
    }

    @Test
    void keepsOthersOutUntilItIsClosed() throws SQLException {
        try (MigrationLock second = lock(other)) {
            try (MigrationLock first = lock(file)) {
                assertTrue(first.tryCoverRun());
                assertTrue(first.tryCoverRun());
                assertFalse(second.tryCoverRun());
                file.execute("BEGIN IMMEDIATE", "CREATE TABLE a (b)", "COMMIT");
                assertFalse(second.tryCoverRun());
            }
            assertTrue(Files.notExists(beside));
            assertTrue(second.tryCoverRun());
        }
        assertEquals(Optional.empty(), other.session().locks().holder(new HistoryTable(null, "a")));
    }

    @Test
    void makesNoFileForTransactions() throws SQLException {
        try (MigrationLock lock = lock(file)) {
            file.execute("BEGIN IMMEDIATE", "CREATE TABLE a (b)", "COMMIT");
            assertFalse(lock.coversRun());
        }
        assertTrue(Files.notExists(beside));
    }

    @Test
    void takesOverAFileThatAKilledRunLeft() throws SQLException, IOException {
        Files.createFile(beside);
        try (MigrationLock lock = lock(file)) {
            assertTrue(lock.tryCoverRun());
        }
        assertTrue(Files.notExists(beside));
    }

    @Test
    void isForWhoeverCanUseTheDatabase() throws SQLException, IOException {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw----"));
        try (MigrationLock lock = lock(file)) {
            assertTrue(lock.tryCoverRun());
            assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(beside)));
        }
    }

    /** Closing a file gives up the locks that the process has on it by other ways. */
    @Test
    void isKeptWhileOthersOfTheSameProcessTryInVain() throws SQLException, IOException {
        try (MigrationLock first = lock(file);
                MigrationLock second = lock(other)) {
            assertTrue(first.tryCoverRun());
            assertFalse(second.tryCoverRun());
            Path locks = Path.of("/proc/locks");
            if (Files.exists(locks)) {
                String file = ":" + Files.getAttribute(beside, "unix:ino") + " ";
                assertTrue(Files.readString(locks).contains(file));
            }
        }
    }

    /** The reader has to be another process: of its own SQLite knows by itself. */
    @Test
    void namesTheReaderThatKeepsThisRunFromCommitting() throws Exception {
        file.execute("CREATE TABLE a (b)");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                ChildProcess.classPath(),
                Reading.class.getName(),
                file.path().toString());
        Process reader = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertEquals('r', reader.getInputStream().read());
            assertEquals(
                    Optional.empty(),
                    file.session().locks().holder(new HistoryTable(null, "a")),
                    "a reader holds no lock of a run");
            file.execute("BEGIN IMMEDIATE", "INSERT INTO a VALUES (1)");
            if (Files.exists(Path.of("/proc/locks"))) {
                String holder = file.session()
                        .locks()
                        .holder(new HistoryTable(null, "a"))
                        .orElseThrow()
                        .describe();
                assertTrue(holder.startsWith("process " + reader.pid()), holder);
                assertTrue(holder.endsWith("reads the database, so that nothing can be committed"), holder);
            }
        } finally {
            reader.destroyForcibly().waitFor();
            file.execute("ROLLBACK");
        }
    }

    @Test
    void needsNoneWhereNobodyElseCanCome() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                MigrationLock lock = new SqliteDialect()
                        .session(connection)
                        .locks()
                        .tryLock(new HistoryTable(null, "a"))
                        .orElseThrow()) {
            assertTrue(lock.tryCoverRun());
        }
    }

    private static MigrationLock lock(TestFile file) throws SQLException {
        return file.session().locks().tryLock(new HistoryTable(null, "a")).orElseThrow();
    }
}
