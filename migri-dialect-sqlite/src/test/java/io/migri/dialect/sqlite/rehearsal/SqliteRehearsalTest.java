package io.migri.dialect.sqlite.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.sqlite.TestFile;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Rehearsal;
import io.migri.spi.wire.StatementFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRehearsalTest {
    private final Path directory;
    private final TestFile file;

    SqliteRehearsalTest(@TempDir Path directory) throws SQLException {
        this.directory = directory;
        this.file = TestFile.open(directory.resolve("a.db"));
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @Test
    void seesWhatIsStillInTheWriteAheadLog() throws SQLException {
        file.execute(
                "PRAGMA journal_mode = wal",
                "PRAGMA wal_autocheckpoint = 0",
                "CREATE TABLE a (b)",
                "INSERT INTO a VALUES (1)");
        try (Rehearsal<DialectSession> rehearsal = file.session().rehearsals().open()) {
            assertEquals(
                    "1 wal",
                    TestFile.rows(
                            rehearsal.session().connection(), "SELECT b, journal_mode FROM a, pragma_journal_mode"));
        }
    }

    @Test
    void isHonestAboutStatementsOutsideTransactions() throws SQLException {
        file.execute("CREATE TABLE a (b)", "INSERT INTO a VALUES (1)");
        try (Rehearsal<DialectSession> rehearsal = file.session().rehearsals().open()) {
            assertInstanceOf(OnCopy.class, rehearsal);
            rehearsal
                    .session()
                    .wire()
                    .execute(List.of(
                            "PRAGMA journal_mode = wal",
                            "DELETE FROM a",
                            "VACUUM",
                            "ATTACH ':memory:' AS other",
                            "ATTACH DATABASE '' AS more"));
        }
        assertEquals("1 delete", file.rows("SELECT b, journal_mode FROM a, pragma_journal_mode"));
    }

    @Test
    void isSetLikeTheOriginal() throws SQLException {
        file.execute("PRAGMA foreign_keys = ON", "PRAGMA recursive_triggers = ON");
        try (Rehearsal<DialectSession> rehearsal = file.session().rehearsals().open()) {
            assertEquals(
                    "1 1",
                    TestFile.rows(
                            rehearsal.session().connection(),
                            "SELECT * FROM pragma_foreign_keys, pragma_recursive_triggers"));
        }
    }

    @Test
    void refusesToReachOtherFiles() throws SQLException {
        Path other = directory.resolve("other.db");
        try (Rehearsal<DialectSession> rehearsal = file.session().rehearsals().open()) {
            for (String statement : List.of(
                    "ATTACH '" + other + "' AS other",
                    "attach /* x */ database '" + other + "' as other",
                    "ATTACH x AS y",
                    "VACUUM INTO '" + other + "'",
                    "vacuum main into '" + other + "'")) {
                StatementFailedException refusal = assertThrows(
                        StatementFailedException.class,
                        () -> rehearsal.session().wire().execute(List.of("SELECT 1", statement)),
                        statement);
                assertEquals(1, refusal.index());
                assertTrue(
                        String.valueOf(refusal.getMessage()).startsWith("a dry run cannot execute this statement: "),
                        statement);
            }
        }
        assertTrue(Files.notExists(other));
    }

    @Test
    void isSeenByNobodyElseAndLeavesNothing() throws SQLException, IOException {
        file.execute("CREATE TABLE a (b)");
        Path copy;
        try (Rehearsal<DialectSession> rehearsal = file.session().rehearsals().open()) {
            rehearsal.session().wire().execute(List.of("PRAGMA journal_mode = wal", "INSERT INTO a VALUES (1)"));
            copy = Path.of(TestFile.rows(rehearsal.session().connection(), "SELECT file FROM pragma_database_list"));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.getParent())));
        }
        assertTrue(Files.notExists(copy.getParent()));
        assertEquals("", file.rows("SELECT * FROM a"));
    }

    @Test
    void copiesAnEmptyDatabase() throws SQLException, IOException {
        try (Rehearsal<DialectSession> rehearsal = file.session().rehearsals().open()) {
            rehearsal.session().wire().execute(List.of("CREATE TABLE a (b)"));
        }
        assertEquals(0, Files.size(file.path()));
    }
}
