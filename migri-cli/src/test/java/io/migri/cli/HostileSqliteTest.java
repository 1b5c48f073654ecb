package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can write to a file of SQLite, or to the directory of migrations, gets no further than that. */
class HostileSqliteTest {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("migrate"),
            List.of("migrate", "--dry-run"),
            List.of("migrate", "--strict"),
            List.of("resume", "--retry"),
            List.of("status"),
            List.of("validate"),
            List.of("show", "1"),
            List.of("repair", "--record"),
            List.of("baseline", "--to", "2"),
            List.of("mark", "2"),
            List.of("unmark", "1"));

    @TempDir
    private Path directory;

    /** The code of all of these would leave a row in {@code robbed}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER x AFTER INSERT ON applied_migration BEGIN INSERT INTO robbed VALUES (1); END",
                "CREATE TRIGGER x BEFORE UPDATE ON applied_migration BEGIN INSERT INTO robbed VALUES (1); END",
                "CREATE TRIGGER x BEFORE DELETE ON Applied_Migration BEGIN INSERT INTO robbed VALUES (1); END",
                "ALTER TABLE applied_migration RENAME TO o; CREATE VIEW applied_migration AS SELECT * FROM o;"
                        + " CREATE TRIGGER x INSTEAD OF INSERT ON applied_migration BEGIN INSERT INTO robbed VALUES (1); END",
                "ALTER TABLE applied_migration RENAME TO o; CREATE VIEW APPLIED_MIGRATION AS SELECT * FROM o",
                "ALTER TABLE applied_migration RENAME TO o; CREATE VIRTUAL TABLE applied_migration USING fts5 (id, date_applied, name)",
            })
    void aHistoryWithTheCodeOfOthersIsRefusedByEachCommand(String code) throws SQLException {
        Shop shop = shop();
        SqliteFile.execute(shop.database(), code.split("; (?=CREATE)", -1));

        for (List<String> command : COMMANDS) {
            Outcome outcome = shop.run(command.toArray(String[]::new));
            assertTrue(outcome.status() == 1 || outcome.status() == 6, () -> command + " " + outcome);
            assertTrue(outcome.err().contains("applied_migration"), () -> command + " " + outcome);
            assertTrue(outcome.err().contains("= help: "), () -> command + " " + outcome);
        }
        assertEquals("0", SqliteFile.read(shop.database(), "SELECT count(*) FROM robbed"));
        assertEquals("0", SqliteFile.read(shop.database(), "SELECT count(*) FROM sqlite_schema WHERE name = 'two'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW migri_journal AS SELECT 1 AS migration",
                "CREATE TABLE migri_journal (migration, first_ordinal, through_ordinal, prefix_hash, statements, state, doubtful,"
                        + " objects_before, connection_id, noted_at, format); CREATE TRIGGER x AFTER INSERT ON migri_journal"
                        + " BEGIN INSERT INTO robbed VALUES (1); END",
                "CREATE TABLE IF NOT EXISTS migri_source (history, name, kind, content); CREATE TRIGGER x AFTER INSERT ON migri_source"
                        + " BEGIN INSERT INTO robbed VALUES (1); END",
                "DROP TABLE IF EXISTS migri_source; CREATE VIEW migri_source AS SELECT 1 AS history",
            })
    void theOtherTablesRunNobodysCodeEither(String code) throws SQLException {
        Shop shop = shop();
        SqliteFile.execute(shop.database(), code.split("; (?=CREATE)", -1));
        shop.file("2.sql", "create table two (i int); vacuum; select 1;");

        for (List<String> command : COMMANDS) {
            shop.run(command.toArray(String[]::new));
        }
        assertEquals("0", SqliteFile.read(shop.database(), "SELECT count(*) FROM robbed"));
    }

    /** What a script makes in its own session may not come between Migri and its tables. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create temp table applied_migration (id, date_applied, name)",
                "create temp view applied_migration as select 1 as id, 2 as date_applied, 'x' as name",
                "create temp table migri_journal (migration)",
                "create temp view migri_source as select 1 as history",
                "create temp table pragma_schema_version (schema_version)",
                "create temp view pragma_table_list as select 'main' as schema",
                "attach ':memory:' as other; create table other.applied_migration (id, date_applied, name)",
                "pragma query_only = on",
                "pragma count_changes = on",
                "pragma full_column_names = on; pragma short_column_names = off",
                "pragma empty_result_callbacks = on",
            })
    void aScriptDoesNotHideTheHistory(String hiding) throws SQLException {
        Shop shop = shop();
        shop.file("2.sql", hiding + ";").file("3.sql", "vacuum; create table three (i int);");
        shop.run("migrate").hasStatus(0);
        shop.run("validate").hasStatus(0);
        assertEquals("3", SqliteFile.read(shop.database(), "SELECT count(*) FROM applied_migration"));
    }

    /** It would be recorded, and be gone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AFTER INSERT ON main.applied_migration BEGIN DELETE FROM main.applied_migration WHERE name = new.name; END",
                "BEFORE INSERT ON main.applied_migration BEGIN SELECT RAISE(IGNORE); END",
                "AFTER INSERT ON main.applied_migration BEGIN UPDATE main.applied_migration SET name = 'x' WHERE name = new.name; END",
            })
    void aTemporaryTriggerDoesNotSwallowTheRow(String trigger) throws SQLException {
        Shop shop = shop();
        shop.file("2.sql", "create temp trigger x " + trigger + ";");
        shop.run("migrate").hasStatus(3);
        assertEquals("1", SqliteFile.read(shop.database(), "SELECT count(*) FROM applied_migration"));
    }

    /** {@code $D} stands for the directory, in which {@code other.db} is, and a link to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "await conn.execute(\"ATTACH '$D/other.db' AS o\")\n    await conn.execute(\"DELETE FROM o.t\")",
                "await conn.execute(\"ATTACH '$D/link.db' AS o\")\n    await conn.execute(\"DELETE FROM o.t\")",
                "await conn.execute('ATTACH ? AS o', ('$D/other.db',))\n    await conn.execute(\"DELETE FROM o.t\")",
                "await conn.executescript(\"ATTACH '$D/other.db' AS o; DELETE FROM o.t;\")",
                "await conn.executescript(\"SELECT 1; VACUUM INTO '$D/made.db';\")",
                "await conn.execute(\"VACUUM INTO '$D/made.db'\")",
                "await conn.execute('VACUUM INTO ?', ('$D/made.db',))",
                "await conn.executemany('ATTACH ? AS o', [('$D/other.db',)])\n    await conn.execute(\"DELETE FROM o.t\")",
                "await conn.execute(\"PRAGMA temp_store_directory = '$D'\")",
                "await conn.enable_load_extension(True)\n    await conn.load_extension('$D/made')",
                "await conn.execute(\"SELECT load_extension('$D/made')\")",
                "await conn.execute(\"SELECT writefile('$D/made', 'x')\")",
                "c = await conn.cursor()\n    await c.execute(\"ATTACH '$D/other.db' AS o\")\n    await c.execute(\"DELETE FROM o.t\")",
                "await conn.execute('DELETE FROM one')\n    await conn.commit()",
                "await conn.executescript('DELETE FROM one; COMMIT; BEGIN; DROP TABLE one; COMMIT;')",
                "await conn.execute('PRAGMA journal_mode = OFF')\n    await conn.execute('DELETE FROM one')",
            })
    void aDryRunOfPythonReachesNothingReal(String body) throws IOException, SQLException {
        Shop shop = shop();
        SqliteFile.execute(directory.resolve("other.db"), "CREATE TABLE t (i)", "INSERT INTO t VALUES (1)");
        Files.createSymbolicLink(directory.resolve("link.db"), directory.resolve("other.db"));
        for (String head : List.of("", "# migri: no-transaction\n")) {
            shop.file(
                    "2.py",
                    head + "async def migrate(conn):\n    " + body.replace("$D", directory.toString())
                            + "\n    return True\n");
            Map<String, Integer> before = files();
            shop.run("migrate", "--dry-run", "--python-engine", "process");
            assertEquals(before, files(), body);
        }
    }

    @Test
    void aDryRunOverALinkLeavesItsTarget() throws IOException, SQLException {
        Shop shop = shop();
        Files.createSymbolicLink(directory.resolve("link.db"), shop.database());
        Map<String, Integer> before = files();
        shop.file("2.sql", "drop table one; pragma user_version = 9; vacuum;");
        Outcome outcome = shop.bare(List.of(
                "-n",
                directory.resolve("link.db").toString(),
                "-d",
                "sqlite",
                "migrate",
                "--dry-run",
                "-m",
                directory.resolve("m").toString()));
        outcome.hasStatus(0);
        assertEquals(before, files());
    }

    private Shop shop() throws SQLException {
        Shop shop = new Shop(directory).file("1.sql", "create table one (i int);");
        shop.run("migrate").hasStatus(0);
        SqliteFile.execute(shop.database(), "CREATE TABLE robbed (i)");
        return shop.file("2.sql", "create table two (i int);");
    }

    private Map<String, Integer> files() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                found.put(one.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(one)));
            }
        }
        return found;
    }
}
