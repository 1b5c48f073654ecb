package io.migri.dialect.sqlite.effect;

import static io.migri.spi.script.TransactionEffect.BEGINS_BLOCK;
import static io.migri.spi.script.TransactionEffect.COMMITS_BLOCK;
import static io.migri.spi.script.TransactionEffect.NONE;
import static io.migri.spi.script.TransactionEffect.REFUSES_IT;
import static io.migri.spi.script.TransactionEffect.ROLLS_BACK_BLOCK;
import static io.migri.spi.script.TransactionEffect.SESSION_ONLY;
import static io.migri.spi.script.TransactionEffect.STRAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.dialect.sqlite.TestFile;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.wire.StatementFailedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteTransactionRulesTest {

    @Test
    void knowsTransactionsOfTheScript() {
        assertEffect(BEGINS_BLOCK, "BEGIN", "begin transaction", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE TRANSACTION");
        assertEffect(STRAY, "COMMIT", "end", "END TRANSACTION", "COMMIT /* TO */", "ROLLBACK", "rollback transaction");
        assertEffect(NONE, "ROLLBACK TO a", "ROLLBACK TRANSACTION TO SAVEPOINT a", "SAVEPOINT a", "RELEASE a");
        assertEffectInBlock(COMMITS_BLOCK, "COMMIT", "end", "END TRANSACTION", "COMMIT /* TO */");
        assertEffectInBlock(ROLLS_BACK_BLOCK, "ROLLBACK", "rollback transaction");
    }

    /** There SQLite says no, or does nothing, as it does for its own program. */
    @Test
    void leavesToSqliteWhatIsWrongInATransactionOfTheScript() {
        assertEffectInBlock(
                NONE,
                "BEGIN",
                "VACUUM",
                "DETACH a",
                "PRAGMA journal_mode=WAL",
                "PRAGMA wal_checkpoint",
                "PRAGMA foreign_keys=ON",
                "PRAGMA synchronous=OFF",
                "PRAGMA temp_store=2",
                "ROLLBACK TO a");
    }

    @Test
    void takesTheWriteLockWhereATransactionBegins() {
        for (String deferred : List.of(
                "BEGIN",
                "begin /* x */ transaction",
                "BEGIN DEFERRED",
                "BEGIN deferred TRANSACTION",
                "BEGIN TRANSACTION a")) {
            assertEquals("BEGIN IMMEDIATE", SqliteTransactionRules.beginning(SqliteStatement.of(deferred)), deferred);
        }
        for (String other : List.of(
                "BEGIN IMMEDIATE",
                "BEGIN EXCLUSIVE TRANSACTION",
                "BEGIN CONCURRENT",
                "BEGIN DEFERED",
                "BEGIN TRANSACTION a b")) {
            assertEquals(other, SqliteTransactionRules.beginning(SqliteStatement.of(other)));
        }
    }

    @Test
    void knowsWhatRefusesATransaction() {
        assertEffect(REFUSES_IT, "VACUUM", "vacuum main", "VACUUM INTO 'x'", "DETACH a", "DETACH DATABASE a");
        assertEffect(
                REFUSES_IT,
                "PRAGMA journal_mode=WAL",
                "pragma main.journal_mode ( wal )",
                "PRAGMA /* x */ journal_mode = delete");
        assertEffect(REFUSES_IT, "PRAGMA wal_checkpoint", "PRAGMA wal_checkpoint(TRUNCATE)");
        assertEquals(NONE, SqliteTransactionRules.effect(SqliteStatement.of("PRAGMA journal_mode=WAL"), true));
    }

    @Test
    void knowsWhatSetsTheSessionOutsideATransactionOnly() {
        assertEffect(
                SESSION_ONLY,
                "PRAGMA foreign_keys=ON",
                "pragma FOREIGN_KEYS(0)",
                "PRAGMA \"foreign_keys\" = 1",
                "PRAGMA main.synchronous = off",
                "PRAGMA temp_store = 2");
    }

    @Test
    void takesEverythingElseAsItComes() {
        assertEffect(
                NONE,
                "PRAGMA foreign_keys",
                "PRAGMA journal_mode",
                "PRAGMA user_version = 3",
                "PRAGMA foreign_key_check(a)",
                "PRAGMA",
                "PRAGMA main.",
                "CREATE TABLE vacuum_ (a)",
                "DELETE FROM a",
                "EXPLAIN VACUUM",
                "REINDEX",
                "ATTACH 'x' AS y",
                "beginning",
                "-1");
    }

    @Test
    void agreesWithSqliteAboutWhatFailsInATransaction(@TempDir Path directory) throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            file.execute("PRAGMA journal_mode = WAL", "CREATE TABLE a (b)");
            for (String refused :
                    List.of("VACUUM", "DETACH other", "PRAGMA wal_checkpoint", "PRAGMA synchronous = off")) {
                file.execute(
                        "ATTACH ':memory:' AS other",
                        "BEGIN IMMEDIATE",
                        "CREATE TABLE other.c (d)",
                        "INSERT INTO a VALUES (1)");
                assertThrows(StatementFailedException.class, () -> file.execute(refused), refused);
                file.execute("ROLLBACK");
                assertEquals(
                        refused.contains("synchronous") ? SESSION_ONLY : REFUSES_IT,
                        SqliteTransactionRules.effect(SqliteStatement.of(refused), false));
                file.execute(refused.startsWith("DETACH") ? "SELECT 1" : refused, "DETACH other");
            }
        }
    }

    @Test
    void agreesWithSqliteAboutWhatDoesNothingInATransaction(@TempDir Path directory) throws SQLException {
        try (TestFile file = TestFile.open(directory.resolve("a.db"))) {
            file.execute("BEGIN IMMEDIATE", "PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = ON", "COMMIT");
            assertEquals("delete 0", file.rows("SELECT * FROM pragma_journal_mode, pragma_foreign_keys"));
            file.execute("PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = ON");
            assertEquals("wal 1", file.rows("SELECT * FROM pragma_journal_mode, pragma_foreign_keys"));
        }
    }

    private static void assertEffectInBlock(TransactionEffect effect, String... statements) {
        for (String statement : statements) {
            assertEquals(effect, SqliteTransactionRules.effect(SqliteStatement.of(statement), true), statement);
        }
    }

    private static void assertEffect(TransactionEffect effect, String... statements) {
        for (String statement : statements) {
            assertEquals(effect, SqliteTransactionRules.effect(SqliteStatement.of(statement), false), statement);
        }
    }
}
