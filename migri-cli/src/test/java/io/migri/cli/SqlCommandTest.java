package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code migri sql}. What the clients make of the script is tested elsewhere. */
final class SqlCommandTest {
    @TempDir
    private Path directory;

    private Shop shop;
    private Path file;

    @BeforeEach
    void writeTwo() {
        shop = new Shop(directory)
                .file("1_a.sql", "create table a (i int);")
                .file("2_b.sql", "insert into a values (1);");
        file = directory.resolve("pending.sql");
    }

    @Test
    void printsTheScriptAndNothingElse() {
        String script = shop.run("sql").hasStatus(0).complained("").out();
        assertTrue(script.startsWith("-- Made by Migri for "), script);
        assertTrue(script.contains("\n-- Run it with: sqlite3 -batch DATABASE < SCRIPT\n"), script);
        assertTrue(script.contains("\n-- Migration 1_a\n") && script.contains("\n-- Migration 2_b\n"), script);
        assertFalse(Files.exists(shop.database()), "the database was made");
    }

    @Test
    void writesItToAFileAndSaysSo() throws IOException {
        String printed = shop.run("sql").out();
        shop.run("sql", "-o", file.toString())
                .hasStatus(0)
                .wrote("")
                .complained("2 migrations written to " + file + "\n");
        assertEquals(printed, Files.readString(file));
    }

    @Test
    void stopsWhereItIsToldTo() throws IOException {
        shop.run("sql", "--to", "1_a", "-o", file.toString())
                .hasStatus(0)
                .complainedOf("1 migration written to " + file + "\n");
        assertFalse(Files.readString(file).contains("2_b"));
        assertEquals(
                Files.readString(file),
                shop.run("sql", "--count", "1").hasStatus(0).out());
    }

    @Test
    void writesNothingWhereNothingIsPending() throws IOException {
        shop.run("migrate").hasStatus(0);
        Files.writeString(file, "an older one");
        shop.run("sql", "-o", file.toString())
                .hasStatus(0)
                .wrote("")
                .complained("nothing is pending, so there is no script\n");
        assertEquals("an older one", Files.readString(file));
        shop.run("sql").hasStatus(0).wrote("");
    }

    @Test
    void printsAllForAnotherDatabaseAsForAnEmptyOne() {
        String first = shop.run("sql").out();
        assertEquals(first, shop.run("sql", "--all").hasStatus(0).out());
        assertFalse(Files.exists(shop.database()), "the database was made");
        shop.run("migrate", "--count", "1").hasStatus(0);
        assertEquals(first, shop.run("sql", "--all").hasStatus(0).complained("").out());
        shop.run("migrate").hasStatus(0);
        assertEquals(first, shop.run("sql", "--all").hasStatus(0).complained("").out());
        shop.run("sql", "--all", "--to", "1_a", "-o", file.toString())
                .hasStatus(0)
                .complained("1 migration written to " + file + "\n");
    }

    @Test
    void namesAFileThatIsNoSql() {
        shop.file("3_c.py", "async def migrate(conn):\n    return True\n");
        shop.run("sql", "-o", file.toString()).hasStatus(6).wrote("").complainedOf("3_c.py is not made of SQL");
        assertFalse(Files.exists(file));
        shop.run("sql", "--to", "2_b").hasStatus(0);
    }

    @Test
    void namesTheLineThatTheClientWouldChange() {
        shop.file("3_c.sql", "select 1;\nselect 1 as\ngo\n, 2;");
        shop.run("sql")
                .hasStatus(6)
                .wrote("")
                .complainedOf("3_c.sql:3:1")
                .complainedOf("a line with nothing else ends the statement for sqlite3");
    }

    @Test
    void refusesAPlaceThatCannotBeWrittenTo() {
        Path nowhere = directory.resolve("nowhere/pending.sql");
        shop.run("sql", "-o", nowhere.toString())
                .hasStatus(1)
                .wrote("")
                .complainedOf(nowhere + " cannot be written: its directory is not there");
    }
}
