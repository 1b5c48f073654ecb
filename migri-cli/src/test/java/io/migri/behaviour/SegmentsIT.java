package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.everything;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseState;
import io.migri.api.MigrationFailedException;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Statements that refuse a transaction run outside of it, and need no annotation for that. */
class SegmentsIT {
    private static final String VALID_INDEXES =
            "SELECT relname FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE indisvalid AND relname LIKE 'thing%' ORDER BY 1";

    @TempDir
    private Path directory;

    @ForEachDatabase(Engine.POSTGRESQL)
    void aFileMayMixTablesAndConcurrentIndexes(Database database) throws Exception {
        Migrations.in(directory)
                .file(
                        "0001_mixed",
                        "CREATE TABLE thing (id int);",
                        "INSERT INTO thing VALUES (1);",
                        "CREATE INDEX CONCURRENTLY thing_id ON thing (id);",
                        "UPDATE thing SET id = 2;",
                        "CREATE UNIQUE INDEX CONCURRENTLY thing_again ON thing (id);",
                        "DROP INDEX CONCURRENTLY thing_id;")
                .migrate(database);
        assertEquals(List.of("thing_again"), rows(database, VALID_INDEXES));
        assertEquals(List.of("2"), rows(database, "SELECT id FROM thing"));
        assertEquals(List.of("0001_mixed"), applied(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void whatWasCommittedBeforeAConcurrentIndexStaysAndItSaysSo(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_mixed",
                        "CREATE TABLE thing (id int);",
                        "CREATE INDEX CONCURRENTLY thing_id ON thing (id);",
                        "INSERT INTO thing VALUES (1);",
                        "INSERT INTO missing VALUES (1);");
        ProcessResult result = migrations.launcher(database).run();
        assertEquals(4, result.exitCode(), result::toString);
        assertTrue(
                result.errorText()
                        .contains(
                                "= partly applied: 0001_mixed (statements 1 to 2 stay, those after were rolled back)\n"),
                result::toString);
        assertEquals(List.of("thing_id"), rows(database, VALID_INDEXES));
        assertEquals(List.of(), rows(database, "SELECT id FROM thing"));
        assertEquals(List.of(), applied(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void anEnumValueMayBeUsedInTheFileThatAddsIt(Database database) throws Exception {
        Migrations.in(directory)
                .file("0001_type", "CREATE TYPE mood AS ENUM ('sad');", "CREATE TABLE person (mood mood);")
                .file(
                        "0002_value",
                        "INSERT INTO person VALUES ('sad');",
                        "ALTER TYPE mood ADD VALUE 'happy';",
                        "INSERT INTO person VALUES ('happy');",
                        "INSERT INTO person VALUES ('happy');")
                .migrate(database);
        assertEquals(List.of("sad", "happy", "happy"), rows(database, "SELECT mood FROM person ORDER BY mood"));
        assertEquals(List.of("0001_type", "0002_value"), applied(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aBlockMayCommit(Database database) throws Exception {
        Migrations.in(directory)
                .file(
                        "0001_batches",
                        "CREATE TABLE thing (id int);",
                        "DO $$ BEGIN FOR i IN 1..3 LOOP INSERT INTO thing VALUES (i); COMMIT; END LOOP; END $$;",
                        "INSERT INTO thing VALUES (4);")
                .file(
                        "0002_procedure",
                        "CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$",
                        "BEGIN INSERT INTO thing VALUES (5); COMMIT; END $$;",
                        "CALL fill();")
                .migrate(database);
        assertEquals(List.of("1", "2", "3", "4", "5"), rows(database, "SELECT id FROM thing ORDER BY id"));
        assertEquals(List.of("0001_batches", "0002_procedure"), applied(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aBlockThatCommitsAndThenFailsSaysThatItLeftSomething(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file(
                        "0002_block",
                        "DO $$ BEGIN INSERT INTO keep VALUES (2); COMMIT; INSERT INTO missing VALUES (1); END $$;");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
        assertEquals(0, failure.lastingStatements());
        assertEquals(List.of("1", "2"), rows(database, "SELECT id FROM keep ORDER BY id"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void vacuumRuns(Database database) throws Exception {
        Migrations.withKeep(directory)
                .file("0002_vacuum", "INSERT INTO keep VALUES (2);", "VACUUM;", "INSERT INTO keep VALUES (3);")
                .migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_vacuum"), applied(database));
    }

    @ForEachDatabase
    void aFileMayRefuseItsTransaction(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file(
                        "0002_single",
                        "-- migri: no-transaction",
                        "INSERT INTO keep VALUES (2);",
                        "INSERT INTO missing VALUES (1);");
        ProcessResult result = migrations.launcher(database).run();
        assertEquals(4, result.exitCode(), result::toString);
        assertEquals(List.of("1", "2"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep"), applied(database));
        migrations.file(
                "0002_single",
                "-- migri: no-transaction",
                "INSERT INTO keep VALUES (2);",
                "INSERT INTO keep VALUES (3);");
        migrations.migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
        assertEquals(List.of("0001_keep", "0002_single"), applied(database));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void tablesAndRowsMayAlternate(Database database) throws Exception {
        Migrations.in(directory)
                .file(
                        "0001_mixed",
                        "CREATE TABLE a (id int);",
                        "INSERT INTO a VALUES (1);",
                        "CREATE TABLE b (id int);",
                        "INSERT INTO b SELECT id + 1 FROM a;",
                        "ALTER TABLE a ADD COLUMN note text;",
                        "UPDATE a SET note = 'x';")
                .migrate(database);
        assertEquals(List.of("1|x|2"), rows(database, "SELECT a.id, note, b.id FROM a, b"));
        assertEquals(List.of("0001_mixed"), applied(database));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aProcedureThatCommitsIsNotTakenBack(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory)
                .file(
                        "0002_procedure",
                        "DELIMITER //",
                        "CREATE PROCEDURE fill() BEGIN INSERT INTO keep VALUES (2); COMMIT; END//",
                        "DELIMITER ;");
        migrations.migrate(database);
        migrations.file("0003_call", "INSERT INTO keep VALUES (3);", "CALL fill();", "INSERT INTO missing VALUES (1);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM keep ORDER BY id"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aConcurrentIndexThatFailsSaysThatItMayHaveLeftSomething(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file("0001_thing", "CREATE TABLE thing (id int);", "INSERT INTO thing VALUES (1), (1);");
        migrations.migrate(database);
        migrations.file("0002_index", "CREATE UNIQUE INDEX CONCURRENTLY thing_id ON thing (id);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
        assertEquals(
                List.of("f"),
                rows(database, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'thing_id'::regclass"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aConcurrentIndexThatCannotEvenBeReadLeavesNothing(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        List<String> before = withoutJournal(database);
        migrations.file("0002_index", "CREATE INDEX CONCURRENTLY keep_id ON keep id;");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals(before, withoutJournal(database));
        assertEquals(List.of(), rows(database, "SELECT * FROM migri_journal"));
    }

    /** The journal is made for the first statement that refuses a transaction, whatever becomes of it. */
    private static List<String> withoutJournal(Database database) throws Exception {
        return everything(database).stream()
                .filter(line -> !line.contains("migri_journal"))
                .toList();
    }
}
