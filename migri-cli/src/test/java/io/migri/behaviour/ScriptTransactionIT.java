package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.Migri;
import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A script's own BEGIN, COMMIT and ROLLBACK do what their author meant and do not cost the migration its atomicity. */
class ScriptTransactionIT {
    @TempDir
    private Path directory;

    @ForEachDatabase
    void whatTheScriptCommitsStaysAndIsNotDoneAgain(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        migrations.file(
                "0002_own",
                "BEGIN;",
                "INSERT INTO keep VALUES (2);",
                "COMMIT;",
                "INSERT INTO keep VALUES (3);",
                "INSERT INTO missing VALUES (1);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
        assertEquals(5, failure.statement());
        assertEquals(3, failure.lastingStatements());
        assertEquals(List.of("1", "2"), rows(database, "SELECT id FROM keep ORDER BY id"));

        migrations
                .file(
                        "0002_own",
                        "BEGIN;",
                        "INSERT INTO keep VALUES (2);",
                        "COMMIT;",
                        "INSERT INTO keep VALUES (3);",
                        "INSERT INTO keep VALUES (4);")
                .migrate(database);
        assertEquals(List.of("1", "2", "3", "4"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_own"), applied(database));
    }

    @ForEachDatabase
    void aRollbackUndoesItsOwnBlock(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file(
                        "0002_own",
                        "INSERT INTO keep VALUES (2);",
                        "BEGIN;",
                        "INSERT INTO keep VALUES (3);",
                        "ROLLBACK;",
                        "INSERT INTO keep VALUES (4);",
                        "BEGIN;",
                        "INSERT INTO keep VALUES (5);",
                        "COMMIT;")
                .migrate(database);
        assertEquals(List.of("1", "2", "4", "5"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_own"), applied(database));
    }

    @ForEachDatabase
    void aScriptMayBeginWithARollbackOfItsOwn(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file("0002_own", "BEGIN;", "INSERT INTO keep VALUES (2);", "ROLLBACK;", "INSERT INTO keep VALUES (3);")
                .migrate(database);
        assertEquals(List.of("1", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_own"), applied(database));
    }

    @ForEachDatabase
    void anUnclosedBlockIsCommittedWithTheMigration(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file("0002_unclosed", "BEGIN;", "INSERT INTO keep VALUES (2);")
                .file("0003_next", "INSERT INTO keep VALUES (3);")
                .migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_unclosed", "0003_next"), applied(database));
    }

    @ForEachDatabase
    void whatEndsNothingChangesNothing(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file(
                        "0002_ends",
                        "COMMIT;",
                        "INSERT INTO keep VALUES (2);",
                        "ROLLBACK;",
                        "INSERT INTO keep VALUES (3);",
                        "COMMIT;")
                .migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_ends"), applied(database));
    }

    /** MySQL commits what came before it. SQLite refuses it, here as in its shell. */
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aSecondBeginLosesNothing(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file(
                        "0002_nested",
                        "BEGIN;",
                        "INSERT INTO keep VALUES (2);",
                        "BEGIN;",
                        "INSERT INTO keep VALUES (3);",
                        "COMMIT;",
                        "INSERT INTO keep VALUES (4);")
                .migrate(database);
        assertEquals(List.of("1", "2", "3", "4"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_nested"), applied(database));
    }

    @ForEachDatabase(Engine.SQLITE)
    void aSecondBeginFailsWhereTheDatabaseRefusesIt(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file("0002_nested", "BEGIN;", "INSERT INTO keep VALUES (2);", "BEGIN;", "COMMIT;");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(3, failure.statement());
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals(List.of("1"), rows(database, "SELECT id FROM keep"));
    }

    @ForEachDatabase
    void aScriptsOwnSavepointsWork(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file(
                        "0002_savepoints",
                        "BEGIN;",
                        "INSERT INTO keep VALUES (2);",
                        "SAVEPOINT mine;",
                        "INSERT INTO keep VALUES (3);",
                        "ROLLBACK TO SAVEPOINT mine;",
                        "RELEASE SAVEPOINT mine;",
                        "COMMIT;")
                .migrate(database);
        assertEquals(List.of("1", "2"), rows(database, "SELECT id FROM keep ORDER BY id"));
    }

    @ForEachDatabase
    void whatAFileWithoutTransactionBeginsItselfDoesNotOutliveItsFailure(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file(
                        "0002_own",
                        "-- migri: no-transaction",
                        "BEGIN;",
                        "INSERT INTO keep VALUES (2);",
                        "INSERT INTO missing VALUES (1);",
                        "COMMIT;");
        try (Connection connection = database.connect()) {
            Migri migri = Migri.builder()
                    .connection(connection)
                    .directory(migrations.directory())
                    .build();
            assertThrows(MigrationFailedException.class, migri::migrate);
            assertEquals(List.of("1"), rows(connection, "SELECT id FROM keep"));
            migrations.file("0002_own", "INSERT INTO keep VALUES (3);");
            migrations.on(database).lockWait(Duration.ofSeconds(1)).build().migrate();
            assertEquals(List.of("1", "3"), rows(connection, "SELECT id FROM keep ORDER BY id"));
        }
    }

    @ForEachDatabase
    void whatAFileWithoutTransactionLeavesOpenIsCommitted(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file("0002_unclosed", "-- migri: no-transaction", "BEGIN;", "INSERT INTO keep VALUES (2);")
                .file("0003_next", "INSERT INTO keep VALUES (3);")
                .migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_unclosed", "0003_next"), applied(database));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void tablesMadeInARolledBackBlockAreNotThere(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file(
                        "0002_tables",
                        "BEGIN TRANSACTION;",
                        "CREATE TABLE gone (id int);",
                        "ROLLBACK;",
                        "BEGIN TRANSACTION;",
                        "CREATE TABLE stays (id int);",
                        "END;")
                .migrate(database);
        List<String> tables = Inspection.tables(database);
        assertEquals(1, tables.stream().filter(table -> table.endsWith("stays")).count(), tables::toString);
        assertEquals(0, tables.stream().filter(table -> table.endsWith("gone")).count(), tables::toString);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aTableCommitsTheBlockItStandsIn(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file(
                        "0002_table",
                        "START TRANSACTION;",
                        "INSERT INTO keep VALUES (2);",
                        "CREATE TABLE more (id int);",
                        "ROLLBACK;",
                        "INSERT INTO keep VALUES (3);")
                .migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_table"), applied(database));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void autocommitIsNotTheScriptsToDecide(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file("0002_auto", "SET autocommit = 0;", "INSERT INTO keep VALUES (2);")
                .file("0003_next", "INSERT INTO keep VALUES (3);")
                .migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_auto", "0003_next"), applied(database));
    }
}
