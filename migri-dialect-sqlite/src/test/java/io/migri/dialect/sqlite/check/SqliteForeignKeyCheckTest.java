package io.migri.dialect.sqlite.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.sqlite.TestFile;
import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.spi.wire.StatementFailedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteForeignKeyCheckTest {
    private static final String OFF = "PRAGMA foreign_keys = OFF";
    private static final String ORPHAN = "INSERT INTO child VALUES (7, 70)";

    private final TestFile file;

    SqliteForeignKeyCheckTest(@TempDir Path directory) throws SQLException {
        this.file = TestFile.open(directory.resolve("a.db"));
    }

    @BeforeEach
    void makeTables() throws SQLException {
        file.execute(
                "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, parent REFERENCES parent)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (1, 1)");
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
    }

    @Test
    void refusesToCommitWhatIsAdded() throws SQLException {
        StatementFailedException failure = refused(OFF, "BEGIN IMMEDIATE", ORPHAN, "DELETE FROM parent", "COMMIT");
        assertEquals(4, failure.index());
        String message = SqliteReason.message(failure.failure());
        assertTrue(message.contains("table child row 1 -> table parent"), message);
        assertTrue(message.contains("table child row 7 -> table parent"), message);
        file.execute("ROLLBACK");
        assertEquals("1 1", file.rows("SELECT * FROM child"));
    }

    /** It is the first statement of the transaction that counts, wherever in the message the pragma stands. */
    @Test
    void countsWhatStandsBeforeThePragma() throws SQLException {
        file.execute("BEGIN IMMEDIATE");
        refused(ORPHAN, "PRAGMA foreign_key_check", "COMMIT");
        file.execute("ROLLBACK");
    }

    @Test
    void namesTheFirstFew() throws SQLException {
        StatementFailedException failure = refused(
                OFF,
                "BEGIN IMMEDIATE",
                "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 30)"
                        + " INSERT INTO child SELECT i, i FROM n",
                "COMMIT");
        String message = SqliteReason.message(failure.failure());
        assertTrue(message.endsWith(" and 16 more"), message);
    }

    @Test
    void tellsOfWhatWasSoBefore() throws SQLException {
        file.execute(ORPHAN);
        file.execute(OFF, "BEGIN IMMEDIATE", "INSERT INTO child VALUES (8, 1)", "COMMIT");
        assertEquals(
                List.of("rows refer to nothing, as before this migration (PRAGMA foreign_key_check):"
                        + " table child row 7 -> table parent"),
                file.session().state().remarks());
        assertEquals(List.of(), file.session().state().remarks());
    }

    @Test
    void refusesMoreThanWasSoBefore() throws SQLException {
        file.execute(ORPHAN);
        String message =
                SqliteReason.message(refused(OFF, "BEGIN IMMEDIATE", "INSERT INTO child VALUES (8, 80)", "COMMIT")
                        .failure());
        assertTrue(message.endsWith(": table child row 8 -> table parent"), message);
        file.execute("ROLLBACK");
    }

    /** Its rows have other numbers then. */
    @Test
    void knowsOrphansOfATableThatIsBuiltAnew() throws SQLException {
        file.execute("CREATE TABLE named (name TEXT PRIMARY KEY, parent REFERENCES parent)");
        file.execute("INSERT INTO named VALUES ('a', 1), ('b', 20)", "DELETE FROM named WHERE name = 'a'");
        file.execute(
                OFF,
                "BEGIN IMMEDIATE",
                "CREATE TABLE anew (name TEXT PRIMARY KEY, parent REFERENCES parent, more int)",
                "INSERT INTO anew SELECT name, parent, 1 FROM named",
                "DROP TABLE named",
                "ALTER TABLE anew RENAME TO named",
                "COMMIT");
        assertEquals("b 20 1", file.rows("SELECT * FROM named"));
        assertEquals(1, file.session().state().remarks().size());
    }

    @Test
    void passesWhatIsMendedBeforeTheEnd() throws SQLException {
        file.execute(OFF, "BEGIN IMMEDIATE", ORPHAN, "INSERT INTO parent VALUES (70)", "COMMIT");
        assertEquals(List.of(), file.session().state().remarks());
    }

    @Test
    void looksOnlyWhereItIsAskedTo() throws SQLException {
        file.execute("BEGIN IMMEDIATE", ORPHAN, "COMMIT");
        file.execute("PRAGMA foreign_keys = ON");
        assertThrows(StatementFailedException.class, () -> file.execute("INSERT INTO child VALUES (8, 80)"));
    }

    /** What puts the settings back is no wish of the next migration's. */
    @Test
    void isOverWithTheMigration() throws SQLException {
        file.session().state().restore();
        file.execute(OFF, "BEGIN IMMEDIATE", "COMMIT");
        file.session().wire().execute(file.session().state().restoreOutside());
        file.execute("BEGIN IMMEDIATE", ORPHAN, "COMMIT");
        assertEquals("2", file.rows("SELECT count(*) FROM child"));
    }

    /** A parent without a unique key makes the check itself fail. */
    @Test
    void givesUpWhereItCouldNotLookBefore() throws SQLException {
        file.execute("CREATE TABLE a (b)", "CREATE TABLE c (d REFERENCES a (b))", "INSERT INTO c VALUES (1)");
        file.execute(OFF, "BEGIN IMMEDIATE", "INSERT INTO c VALUES (2)", "COMMIT");
        String remark = String.join("\n", file.session().state().remarks());
        assertTrue(remark.contains("foreign key mismatch"), remark);
    }

    private StatementFailedException refused(String... statements) {
        return assertThrows(StatementFailedException.class, () -> file.execute(statements));
    }
}
