package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationFailedException;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PRAGMA foreign_keys} in a file works as its author meant, and the migration stays whole. */
class SqliteForeignKeysIT {
    private static final String JOURNALS = "SELECT count(*) FROM sqlite_schema WHERE name = 'migri_journal'";

    /** https://www.sqlite.org/lang_altertable.html#otheralter. */
    private static final String[] REBUILD = {
        "PRAGMA foreign_keys=OFF;",
        "BEGIN TRANSACTION;",
        "CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x');",
        "INSERT INTO new_parent (id) SELECT id FROM parent;",
        "DROP TABLE parent;",
        "ALTER TABLE new_parent RENAME TO parent;",
        "CREATE INDEX parent_name ON parent (name);",
        "PRAGMA foreign_key_check;",
        "COMMIT;",
        "PRAGMA foreign_keys=ON;"
    };

    private final Database database;
    private final Migrations migrations;

    SqliteForeignKeysIT(@TestDatabase(Engine.SQLITE) Database database, @TempDir Path directory) throws Exception {
        this.database = database;
        this.migrations = Migrations.in(directory);
    }

    @BeforeEach
    void makeTables() throws Exception {
        database.execute(
                "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, parent REFERENCES parent ON DELETE CASCADE)",
                "INSERT INTO parent VALUES (1), (2)",
                "INSERT INTO child VALUES (1, 1), (2, 2)");
    }

    /** Had the keys been on, dropping the parent would have deleted the children. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTableIsBuiltAnewInOneTransaction(boolean enforced) throws Exception {
        migrations.file("0001_rebuild", REBUILD);
        migrate(enforced);
        assertEquals(List.of("1|1", "2|2"), rows(database, "SELECT * FROM child"));
        assertEquals(List.of("1|x", "2|x"), rows(database, "SELECT * FROM parent"));
        assertEquals(List.of("0001_rebuild"), applied(database));
        assertEquals(List.of("0"), rows(database, JOURNALS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRebuildThatFailsLeavesNothing(boolean enforced) throws Exception {
        List<String> before = Inspection.everything(database);
        List<String> lines = new ArrayList<>(Arrays.asList(REBUILD));
        lines.add(lines.indexOf("COMMIT;"), "SELECT * FROM missing;");
        migrations.file("0001_rebuild", lines.toArray(String[]::new));
        assertThrows(MigrationFailedException.class, () -> migrate(enforced));
        database.execute("DROP TABLE applied_migration", "DROP TABLE migri_source");
        assertEquals(before, Inspection.everything(database));
    }

    /** As Prisma writes it: in the middle of a file, twice, without a transaction of its own. */
    @Test
    void aPragmaInTheMiddlePartsNothing() throws Exception {
        migrations.file(
                "0001_middle",
                "CREATE TABLE more (id int);",
                "PRAGMA defer_foreign_keys=ON;",
                "PRAGMA foreign_keys=OFF;",
                "CREATE TABLE new_child (id INTEGER PRIMARY KEY, parent REFERENCES parent, more int);",
                "INSERT INTO new_child (id, parent) SELECT id, parent FROM child;",
                "DROP TABLE child;",
                "ALTER TABLE new_child RENAME TO child;",
                "PRAGMA foreign_keys=ON;",
                "PRAGMA defer_foreign_keys=OFF;",
                "CREATE INDEX child_more ON child (more);",
                "PRAGMA foreign_keys=OFF;",
                "INSERT INTO more VALUES (1);",
                "SELECT * FROM missing;");
        migrations.fail(database);
        assertEquals(List.of(), applied(database));
        assertEquals(List.of("0"), rows(database, JOURNALS));
        assertEquals(
                List.of("applied_migration", "child", "migri_source", "parent"),
                rows(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
    }

    @Test
    void whatWouldReferToNothingFailsTheMigration() throws Exception {
        migrations.file("0001_orphan", "PRAGMA foreign_keys=OFF;", "DELETE FROM parent WHERE id = 2;");
        ProcessResult failed = migrations.launcher(database).run();
        assertEquals(3, failed.exitCode(), failed::toString);
        String text = failed.errorText();
        assertTrue(text.contains("table child row 2 -> table parent"), text);
        assertTrue(text.contains("rolled back: 0001_orphan (database unchanged)"), text);
        assertEquals(List.of("2"), rows(database, "SELECT count(*) FROM parent"));
        ProcessResult dry = migrations.launcher(database).run("--dry-run");
        assertEquals(3, dry.exitCode(), dry::toString);
    }

    @Test
    void whatReferredToNothingBeforeIsTold() throws Exception {
        database.execute("INSERT INTO child VALUES (3, 30)");
        migrations.file("0001_rebuild", REBUILD);
        ProcessResult result = migrations.launcher(database).run();
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.errorText().contains("table child row 3 -> table parent"), result::toString);
    }

    @Test
    void aMigrationThatDoesNotAskIsNotChecked() throws Exception {
        migrations.file("0001_orphan", "DELETE FROM parent WHERE id = 2;");
        assertEquals(1, migrations.migrate(database).results().size());
    }

    /** https://www.sqlite.org/pragma.html says of these that they are about the transaction, or about statements behind them. */
    @Test
    void otherPragmasWorkInTheTransaction() throws Exception {
        migrations.file(
                "0001_pragmas",
                "PRAGMA foreign_keys=ON;",
                "PRAGMA defer_foreign_keys=ON;",
                "INSERT INTO child VALUES (5, 50);",
                "INSERT INTO parent VALUES (50);",
                "PRAGMA legacy_alter_table=ON;",
                "CREATE VIEW v AS SELECT id FROM parent;",
                "ALTER TABLE parent RENAME TO gone;",
                "ALTER TABLE gone RENAME TO parent;",
                "PRAGMA legacy_alter_table=OFF;",
                "PRAGMA recursive_triggers=ON;",
                "CREATE TABLE n (i int);",
                "CREATE TRIGGER t AFTER INSERT ON n WHEN new.i < 5 BEGIN INSERT INTO n VALUES (new.i + 1); END;",
                "INSERT INTO n VALUES (1);",
                "CREATE TABLE c (i int CHECK (i > 0));",
                "PRAGMA ignore_check_constraints=ON;",
                "INSERT INTO c VALUES (-1);",
                "PRAGMA writable_schema=ON;",
                "UPDATE sqlite_schema SET sql = 'CREATE TABLE c (i int)' WHERE name = 'c';",
                "PRAGMA writable_schema=RESET;",
                "PRAGMA user_version=7;",
                "PRAGMA application_id=8;",
                "PRAGMA case_sensitive_like=ON;",
                "INSERT INTO n SELECT 100 WHERE 'a' LIKE 'A';");
        migrations.migrate(database);
        assertEquals(List.of("5|15"), rows(database, "SELECT count(*), sum(i) FROM n"));
        assertEquals(List.of("-1"), rows(database, "SELECT i FROM c"));
        assertEquals(
                List.of("CREATE TABLE c (i int)"), rows(database, "SELECT sql FROM sqlite_schema WHERE name = 'c'"));
        assertEquals(List.of("7|8"), rows(database, "SELECT * FROM pragma_user_version, pragma_application_id"));
        assertEquals(List.of("0"), rows(database, JOURNALS));
    }

    @Test
    void pragmasAboutTheFileWork() throws Exception {
        migrations.file(
                "0001_file",
                "PRAGMA page_size=8192;",
                "PRAGMA auto_vacuum=FULL;",
                "VACUUM;",
                "PRAGMA journal_mode=WAL;");
        migrations.migrate(database);
        assertEquals(
                List.of("8192|1|wal"),
                rows(database, "SELECT * FROM pragma_page_size, pragma_auto_vacuum, pragma_journal_mode"));
        assertFalse(applied(database).isEmpty());
    }

    private void migrate(boolean enforced) {
        ConnectionConfig config = ConnectionConfig.builder(database.name())
                .properties(enforced ? Map.of("foreign_keys", "true") : Map.of())
                .build();
        Migri.builder().target(config).directory(migrations.directory()).build().migrate();
    }
}
