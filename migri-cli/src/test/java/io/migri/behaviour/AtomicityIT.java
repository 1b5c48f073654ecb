package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.everything;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A migration and its row are committed together or not at all. */
class AtomicityIT {
    @TempDir
    private Path directory;

    @ForEachDatabase
    void aFailingMigrationOfRowsLeavesNothing(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        List<String> before = everything(database);
        migrations
                .file(
                        "0002_rows",
                        "INSERT INTO keep VALUES (2);",
                        "UPDATE keep SET id = id + 10;",
                        "DELETE FROM keep WHERE id = 11;",
                        "INSERT INTO missing VALUES (1);")
                .file("0003_next", "INSERT INTO keep VALUES (3);");
        ProcessResult result = migrations.launcher(database).run();
        assertEquals(3, result.exitCode(), result::toString);
        assertTrue(result.errorText().contains("   (statement 4 of 4, "), result::toString);
        assertTrue(result.errorText().contains("= rolled back: 0002_rows (database unchanged)\n"), result::toString);
        assertTrue(result.outputText().endsWith("0003_next...fail [previous migration failed]\n"), result::toString);
        assertEquals(before, everything(database));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void aFailingMigrationOfTablesLeavesNothing(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        List<String> before = everything(database);
        migrations.file(
                "0002_tables",
                "CREATE TABLE more (id int);",
                "CREATE INDEX keep_id ON keep (id);",
                "ALTER TABLE keep ADD COLUMN note text;",
                "CREATE VIEW seen AS SELECT id FROM keep;",
                "INSERT INTO more SELECT id FROM keep;",
                "INSERT INTO missing VALUES (1);");
        ProcessResult result = migrations.launcher(database).run();
        assertEquals(3, result.exitCode(), result::toString);
        assertTrue(result.errorText().contains("= rolled back: 0002_tables (database unchanged)\n"), result::toString);
        assertEquals(before, everything(database));
    }

    @ForEachDatabase
    void aFailureInTheSecondMessageUndoesTheFirst(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        List<String> before = everything(database);
        migrations.file("0002_many", "INSERT INTO keep VALUES (2);\n".repeat(2500), "INSERT INTO missing VALUES (1);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(2501, failure.statement());
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals(before, everything(database));
    }

    @ForEachDatabase(Engine.SQLITE)
    void whatATriggerWouldRefuseToRecordIsNotBegun(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        refuseRow(database);
        List<String> before = everything(database);
        migrations.file("0002_unrecorded", "INSERT INTO keep VALUES (2);");
        MigriException failure = assertThrows(MigriException.class, () -> migrations.migrate(database));
        assertTrue(failure.getMessage().contains("has the trigger refuse"), failure.getMessage());
        assertEquals(before, everything(database));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void whatCannotBeRecordedIsNotApplied(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        refuseRow(database);
        List<String> before = everything(database);
        migrations.file("0002_unrecorded", "INSERT INTO keep VALUES (2);");
        MigrationFailedException failure = migrations.fail(database);
        assertTrue(failure.text().toString().startsWith("the migration cannot be recorded: "), failure.getMessage());
        assertEquals(0, failure.statement());
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals(before, everything(database));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void whatCannotBeCommittedIsNotApplied(Database database) throws Exception {
        boolean sqlite = database.engine() == Engine.SQLITE;
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_tables",
                        "CREATE TABLE parent (id int PRIMARY KEY);",
                        "CREATE TABLE child (id int REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);");
        migrations.migrate(database);
        List<String> before = everything(database);
        migrations.file("0002_orphan", sqlite ? "PRAGMA foreign_keys = ON;" : "", "INSERT INTO child VALUES (1);");
        MigrationFailedException failure = migrations.fail(database);
        assertTrue(failure.text().toString().startsWith("at commit: "), failure.getMessage());
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals(before, everything(database));
        migrations.file("0002_orphan", "INSERT INTO parent VALUES (1);", "INSERT INTO child VALUES (1);");
        migrations.migrate(database);
        assertEquals(List.of("0001_tables", "0002_orphan"), applied(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aMigrationAndItsRowShareOneTransaction(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file("0002_rows", "INSERT INTO keep VALUES (2);", "INSERT INTO keep VALUES (3);")
                .migrate(database);
        assertEquals(
                List.of("0001_keep|1", "0002_rows|2"),
                rows(
                        database,
                        "SELECT m.name, count(*) FROM applied_migration m JOIN keep k ON k.xmin = m.xmin GROUP BY 1 ORDER BY 1"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tablesOfAFailingMigrationStayAndItSaysSo(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        migrations.file(
                "0002_mixed",
                "INSERT INTO keep VALUES (2);",
                "CREATE TABLE more (id int);",
                "INSERT INTO more VALUES (1);",
                "INSERT INTO missing VALUES (1);");
        ProcessResult result = migrations.launcher(database).run();
        assertEquals(4, result.exitCode(), result::toString);
        assertTrue(
                result.errorText()
                        .contains(
                                "= partly applied: 0002_mixed (statements 1 to 2 stay, those after were rolled back)\n"),
                result::toString);
        assertEquals(List.of("1", "2"), rows(database, "SELECT id FROM keep ORDER BY id"), "committed by the table");
        assertEquals(List.of(), rows(database, "SELECT id FROM more"), "rolled back");
        assertEquals(List.of("0001_keep"), applied(database));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aTableThatIsNotMadeLeavesNothing(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        List<String> before = everything(database);
        migrations.file("0002_again", "CREATE TABLE keep (id int);", "INSERT INTO keep VALUES (2);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals(before, everything(database));
    }

    private static void refuseRow(Database database) throws Exception {
        database.execute(
                database.engine() == Engine.SQLITE
                        ? "CREATE TRIGGER refuse BEFORE INSERT ON applied_migration WHEN new.name = '0002_unrecorded'"
                                + " BEGIN SELECT RAISE(ABORT, 'no such row here'); END"
                        : "ALTER TABLE applied_migration ADD CONSTRAINT no_such_row CHECK (name <> '0002_unrecorded')");
    }
}
