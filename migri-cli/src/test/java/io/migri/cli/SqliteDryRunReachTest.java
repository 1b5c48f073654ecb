package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dry run on SQLite cannot do is found before anything runs, and told with its place. */
class SqliteDryRunReachTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ATTACH 'other.db' AS o, `ATTACH writes to another file, which a dry run could not undo`",
                "VACUUM INTO 'other.db', `VACUUM INTO writes to another file, which a dry run could not undo`",
                "PRAGMA temp_store_directory = '/tmp', `PRAGMA temp_store_directory changes more than this database, which a dry"
                        + " run could not undo`",
            })
    void aStatementThatReachesBeyondTheCopyIsRefusedWithItsPlace(String statement, String reason) {
        Shop shop = new Shop(directory)
                .file("1.sql", "create table one (i int);\n")
                .file("2.sql", "create table two (i int);\n\n  " + statement + ";\n");

        Outcome outcome = shop.run("migrate", "--dry-run").hasStatus(6);

        outcome.complainedOf("a dry run cannot execute this statement: " + reason);
        outcome.complainedOf("2.sql:3:3");
        outcome.complainedOf("nothing was executed");
        assertFalse(outcome.out().contains("1...ok"), outcome::toString);
        assertTrue(Files.notExists(shop.database()), outcome::toString);
        assertTrue(Files.notExists(directory.resolve("other.db")));
    }

    @Test
    void allOfThemAreTold() {
        Shop shop = new Shop(directory)
                .file("1.sql", "vacuum into 'a.db';\n")
                .file("2.sql", "select 1;\nattach 'b.db' as b;\n");

        Outcome outcome = shop.run("migrate", "--dry-run").hasStatus(6);

        outcome.complainedOf("a dry run cannot execute 2 of the statements");
        outcome.complainedOf("1.sql:1:1: VACUUM INTO writes to another file");
        outcome.complainedOf("2.sql:2:1: ATTACH writes to another file");
    }

    @Test
    void whatStaysInTheCopyIsRehearsed() {
        Shop shop = new Shop(directory)
                .file("1.sql", "create table one (i int);\nattach ':memory:' as o;\n")
                .file("2.sql", "vacuum;\npragma user_version = 9;\n");

        shop.run("migrate", "--dry-run").hasStatus(0);
    }

    /** It shows only when it is sent. */
    @Test
    void aStatementOfPythonFailsItsMigrationWithTheSameWords() {
        Shop shop = new Shop(directory).file("1.py", """
                        # migri: no-transaction
                        async def migrate(conn):
                            await conn.execute("VACUUM INTO 'other.db'")
                            return True
                        """);

        Outcome outcome =
                shop.run("migrate", "--dry-run", "--python-engine", "process").hasStatus(3);

        String told = outcome.out() + outcome.err();
        assertTrue(
                told.contains("a dry run cannot execute this statement: VACUUM INTO writes to another file"),
                outcome::toString);
        outcome.complainedOf("1.py:3:");
        assertTrue(Files.notExists(directory.resolve("other.db")));
    }
}
