package io.migri.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.LegacyHistory;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Files that were changed, are missing or come late, and every command about the history. */
class HistoryCommandsIT {
    private static final String SYNCED = "All synced! No new migrations to apply! 🥳";
    private static final String TABLE_B = "CREATE TABLE b (id int); -- b\n";

    @TempDir
    private Path directory;

    private Shell three(Database database) throws Exception {
        Shell shell = new Shell(directory, database)
                .file("0001_a.sql", "CREATE TABLE a (id int);\n")
                .file("0002_b.sql", TABLE_B)
                .file("0004_d.sql", "INSERT INTO a VALUES (4);\n");
        shell.migri("migrate").exits(0).isSilent();
        return shell;
    }

    @ForEachDatabase
    void whatMeansNothingIsNoChange(Database database) throws Exception {
        Shell shell = three(database);
        shell.file("0002_b.sql", "/* other */\r\ncreate  TABLE b\r\n(id int)\r\n;\r\n");
        shell.migri("migrate", "--strict").exits(0).prints(SYNCED).isSilent();
        shell.migri("validate")
                .exits(0)
                .prints("All 3 applied migrations match their files.")
                .isSilent();
        assertEquals(
                List.of("applied 0001_a", "applied 0002_b", "applied 0004_d"),
                shell.migri("status").states());
    }

    @ForEachDatabase
    void aMarkOfByteOrderAndTheCaseOfKeywordsAreNoChange(Database database) throws Exception {
        Shell shell = three(database);
        shell.file("0001_a.sql", "\ufeffcreate table a (id INT) -- a\r\n;");
        shell.file("0004_d.sql", "\ufeff\r\n-- d\r\ninsert INTO a\tvalues(4)");
        shell.migri("migrate", "--strict").exits(0).prints(SYNCED).isSilent();
        shell.file("0004_d.sql", "\ufeff\r\n-- d\r\ninsert INTO a\tvalues('4')");
        shell.migri("migrate", "--strict").exits(6);
    }

    @ForEachDatabase
    void whatCanNoLongerBeUnderstoodIsAChange(Database database) throws Exception {
        Shell shell = three(database);
        shell.file("0001_a.sql", new byte[] {'S', 'E', 'L', 'E', 'C', 'T', ' ', (byte) 0xff});
        shell.file("0004_d.sql", "INSERT INTO a VALUES ('4);\n");
        shell.migri("migrate").exits(0).complains("warning: 0001_a was changed", "warning: 0004_d was changed");
        assertEquals(
                List.of("changed 0001_a", "applied 0002_b", "changed 0004_d"),
                shell.migri("status").exits(0).states());
        shell.migri("validate").exits(6).says("+INSERT INTO a VALUES ('4);");
        shell.migri("repair").exits(6).prints().complains("migrations/0001_a.sql:1:8");
        assertEquals("changed 0001_a", shell.migri("status").states().get(0));
    }

    @ForEachDatabase
    void aDryRunWarnsToo(Database database) throws Exception {
        Shell shell = three(database)
                .file("0002_b.sql", "CREATE TABLE b (id bigint);\n")
                .file("0003_c.sql", "INSERT INTO a VALUES (3);\n");
        shell.migri("migrate", "--dry-run")
                .exits(0)
                .prints("Applying migrations", "0003_c...ok", "Successfully applied migrations in dry run mode.")
                .complains(
                        "warning: 0002_b was changed since it was applied; see it with `migri validate`",
                        "warning: 0003_c is not applied yet, but 0004_d, which comes after it, already is");
        shell.migri("migrate", "--dry-run", "--strict").exits(6).prints();
        assertTrue(shell.migri("status").states().contains("late 0003_c"));
    }

    @ForEachDatabase(Engine.SQLITE)
    void aFileThatCannotBeReadIsToldOf(Database database) throws Exception {
        Shell shell = three(database);
        Path file = directory.resolve("migrations").resolve("0002_b.sql");
        Files.delete(file);
        Files.createSymbolicLink(file, file);
        shell.migri("status").exits(0).says("applied\t0002_b\t", "\tits file cannot be read\n");
        shell.migri("validate")
                .exits(6)
                .says("problem: 0002_b is applied, and whether it was changed since is not known");
        shell.migri("repair").exits(0).prints("Nothing to do.");
    }

    @ForEachDatabase
    void aChangedFileIsWarnedOfShownAndAccepted(Database database) throws Exception {
        Shell shell = three(database);
        shell.file("0002_b.sql", "CREATE TABLE b (id bigint); -- b\n");
        shell.migri("migrate")
                .exits(0)
                .prints(SYNCED)
                .complains("warning: 0002_b was changed since it was applied; see it with `migri validate`");
        shell.migri("migrate", "--strict")
                .exits(6)
                .prints()
                .complains(
                        "stopped by --strict: 1 applied migration was changed; nothing was touched",
                        "0002_b was changed",
                        "help: restore what was changed, or accept it with `migri repair`; or run without --strict");
        assertTrue(shell.migri("status").states().contains("changed 0002_b"));
        shell.migri("validate")
                .exits(6)
                .prints(
                        "problem: 0002_b was changed since it was applied",
                        "--- 0002_b (recorded)",
                        "+++ 0002_b (now)",
                        "@@ -1,1 +1,1 @@",
                        "-CREATE TABLE b (id int); -- b",
                        "+CREATE TABLE b (id bigint); -- b");
        shell.migri("show", "0002_b").exits(0).prints(TABLE_B.strip());
        String action =
                "accepts the new text of 0002_b; it is not run again, so the database still has what the old text made";
        shell.migri("repair", "--dry-run")
                .exits(0)
                .prints("would accept the new text of 0002_b; it is not run again,"
                        + " so the database still has what the old text made");
        shell.migri("validate").exits(6);
        shell.migri("repair").exits(0).prints(action);
        shell.migri("repair").exits(0).prints("Nothing to do.");
        shell.migri("validate").exits(0);
        shell.migri("show", "0002_b").prints("CREATE TABLE b (id bigint); -- b");
        shell.migri("migrate").exits(0).prints(SYNCED).isSilent();
    }

    @ForEachDatabase(Engine.SQLITE)
    void lookingMakesNoFile(Database database) throws Exception {
        Path file = Path.of(database.config().database());
        Files.deleteIfExists(file);
        Shell shell = new Shell(directory, database).file("0001_a.sql", "CREATE TABLE a (id int);\n");
        assertEquals(List.of("pending 0001_a"), shell.migri("status").exits(0).states());
        shell.migri("validate").exits(0);
        shell.migri("lock").exits(0);
        assertTrue(Files.notExists(file));
    }

    /** As after an update that reads scripts otherwise: the recorded text decides. */
    @ForEachDatabase
    void aChecksumOfAnotherVersionIsNoChange(Database database) throws Exception {
        Shell shell = three(database);
        database.execute("UPDATE applied_migration SET checksum = '" + "0".repeat(64) + "'");
        shell.file("0002_b.sql", "CREATE TABLE b (id int);");
        shell.migri("migrate", "--strict").exits(0).prints(SYNCED).isSilent();
        shell.file("0002_b.sql", "CREATE TABLE b (id bigint);");
        shell.migri("migrate", "--strict").exits(6);
    }

    @ForEachDatabase
    void aMissingFileIsToldAndForgotten(Database database) throws Exception {
        Shell shell = three(database).remove("0002_b.sql");
        shell.migri("migrate").exits(0).prints(SYNCED);
        assertEquals(
                List.of("applied 0001_a", "missing 0002_b", "applied 0004_d"),
                shell.migri("status").states());
        shell.migri("validate").exits(6).prints("problem: 0002_b is recorded, and there is no file of that name");
        shell.migri("repair", "--accept-changed").exits(0).prints("Nothing to do.");
        shell.migri("repair", "0002_b")
                .exits(0)
                .says("removes 0002_b from the history, recorded 20", "; its file is gone");
        shell.migri("validate").exits(0);
        shell.migri("show", "0002_b").exits(1).complains("no recorded migration is called 0002_b");
    }

    @ForEachDatabase
    void aLateFileIsToldAndApplied(Database database) throws Exception {
        Shell shell = three(database).file("0003_c.sql", "INSERT INTO a VALUES (3);\n");
        assertTrue(shell.migri("status").states().contains("late 0003_c"));
        String note = ": 0003_c is not applied yet, but 0004_d, which comes after it, already is";
        shell.migri("validate")
                .exits(0)
                .prints("note" + note, "All 3 applied migrations match their files.", "1 pending.");
        shell.migri("validate", "--strict").exits(6).prints("problem" + note, "1 pending.");
        shell.migri("migrate", "--strict")
                .exits(6)
                .prints()
                .complains(
                        "stopped by --strict: 1 pending migration comes late; nothing was touched",
                        "help: give what is late a name that comes last; or run without --strict");
        shell.migri("migrate")
                .exits(0)
                .prints("Applying migrations", "0003_c...ok")
                .complains("warning: 0003_c is not applied yet, but 0004_d, which comes after it, already is");
    }

    @ForEachDatabase
    void whatIsPendingIsToldBeforeThereIsAHistory(Database database) throws Exception {
        Shell shell = new Shell(directory, database).file("0001_a.sql", "CREATE TABLE a (id int);\n");
        shell.migri("status").exits(0).prints("pending\t0001_a\t\t\t\t").complains("1 pending");
        shell.migri("status", "--pending", "--exit-code").exits(7);
        shell.migri("migrate").exits(0);
        shell.migri("status", "--pending", "--exit-code").exits(0).prints();
    }

    @ForEachDatabase
    void aPendingFileThatCannotBeReadIsAProblem(Database database) throws Exception {
        Shell shell = three(database).file("0005_e.sql", "SELECT 'open;\n").file("0006_f.sql", "");
        shell.migri("validate").exits(6).says("problem: migrations/0005_e.sql:1:8: ", "0006_f.sql is empty");
    }

    @ForEachDatabase
    void aDatabaseGetsABaseline(Database database) throws Exception {
        Shell shell = new Shell(directory, database)
                .file("0001_a.sql", "broken;\n")
                .file("0002_b.sql", TABLE_B)
                .file("0003_c.sql", "INSERT INTO b VALUES (3);\n");
        shell.migri("baseline", "--to", "0002").exits(1).complains("no migration here is called 0002", "0002_b");
        shell.migri("baseline").exits(2);
        shell.migri("baseline", "--to", "0001_a").exits(0).prints("records 0001_a as applied, without running it");
        shell.migri("mark", "0001_a").exits(0).prints("0001_a is recorded as applied already");
        shell.migri("migrate").exits(0).prints("Applying migrations", "0002_b...ok", "0003_c...ok");
        shell.migri("baseline", "--to", "0002_b").exits(6).complains("0003_c is recorded as applied already");
        shell.migri("show", "0001_a").exits(0).prints("broken;");
        shell.migri("show", "0001").exits(1).complains("no recorded migration is called 0001", "did you mean 0001_a?");
    }

    @ForEachDatabase
    void migrationsAreMarkedAndUnmarked(Database database) throws Exception {
        Shell shell = three(database);
        shell.migri("unmark", "0004_d")
                .exits(0)
                .says("removes 0004_d from the history, so that the next run applies it");
        shell.migri("unmark", "0004_d").exits(0).prints("0004_d is not recorded as applied");
        assertTrue(shell.migri("status").states().contains("pending 0004_d"));
        shell.migri("mark", "0004_d").exits(0);
        shell.migri("migrate").exits(0).prints(SYNCED);
        shell.migri("unmark", "0004_x").exits(1).complains("no recorded migration is called 0004_x", "0004_d");
        shell.migri("mark").exits(2);
    }

    /** MySQL has no owners of views, so there it is refused. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void aHistoryThatGetsNoColumnsIsChangedAllTheSame(Database database) throws Exception {
        Shell shell = new Shell(directory, database)
                .file("0001_a.sql", "CREATE TABLE a (id int);\n")
                .file("0002_b.sql", TABLE_B);
        database.execute(
                "CREATE TABLE kept (id int, date_applied timestamptz NOT NULL, name text NOT NULL)",
                "CREATE VIEW applied_migration AS SELECT * FROM kept");
        shell.migri("mark", "0001_a").exits(0).prints("records 0001_a as applied, without running it");
        shell.migri("migrate").exits(0).prints("Applying migrations", "0002_b...ok");
        shell.migri("unmark", "0001_a").exits(0);
        assertEquals(
                List.of("late 0001_a", "applied 0002_b"), shell.migri("status").states());
    }

    @ForEachDatabase
    void aDatabaseOfThePythonToolIsFine(Database database) throws Exception {
        boolean automatic = database.engine() == Engine.MYSQL || database.engine() == Engine.MARIADB;
        LegacyHistory legacy = automatic ? LegacyHistory.autoIncrement() : LegacyHistory.serial();
        database.execute(legacy.definition(), legacy.insert("0001_a", Instant.parse("2022-02-20T10:11:12Z")));
        Shell shell = new Shell(directory, database).file("0001_a.sql", "whatever;\n");
        shell.migri("migrate", "--strict").exits(0).prints(SYNCED).isSilent();
        shell.migri("status").exits(0).prints("applied\t0001_a\t2022-02-20T10:11:12Z\t\t\t");
        shell.migri("validate").exits(0);
        shell.migri("show", "0001_a").exits(1).complains("the text of 0001_a was not kept");
        shell.file("0002_b.sql", TABLE_B).migri("migrate").exits(0).isSilent();
        shell.migri("status").exits(0).says("applied\t0001_a\t2022-02-20T10:11:12Z\t\t\t", "applied\t0002_b\t20");
    }

    @ForEachDatabase
    void oddNamesAndJson(Database database) throws Exception {
        String odd = "0002 \"it's\" \\ ü";
        Shell shell = new Shell(directory, database)
                .file("0001_a.sql", "CREATE TABLE a (id int);\n")
                .file(odd + ".sql", "INSERT INTO a VALUES (1);\n");
        shell.migri("migrate").exits(0);
        shell.file(odd + ".sql", "INSERT INTO a VALUES (2);\n");
        assertTrue(shell.migri("status").states().contains("changed " + odd));
        for (String command : List.of("status", "validate", "repair")) {
            parses(shell.migri(command, "--output", "json").output());
        }
        shell.migri("validate", "--output=json")
                .exits(0)
                .says("\"valid\":true,\"problems\":[],\"applied\":2,\"uncompared\":0,\"pending\":0}");
        shell.migri("unmark", "--", odd).exits(0).says(odd);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aMigrationThatEndedHalfWayIsShownAndItsJournalCleared(Database database) throws Exception {
        Shell shell = new Shell(directory, database)
                .file("0001_a.sql", "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nSELECT nothing;\n");
        shell.migri("migrate").exits(4);
        assertEquals(List.of("partly applied 0001_a"), shell.migri("status").states());
        shell.migri("validate").exits(6).says("0001_a is not finished: statements 1 to 2 are done");
        shell.migri("mark", "0001_a").exits(6);
        shell.migri("repair").exits(0).prints("Nothing to do.");
        shell.migri("repair", "--clear-journal").exits(2);
        shell.migri("repair", "--clear-journal", "0001_a").exits(0).says("clears the journal of 0001_a: what it did");
        assertEquals(List.of("pending 0001_a"), shell.migri("status").states());
    }

    private void parses(String json) throws Exception {
        Path file = Files.writeString(directory.resolve("out.json"), json);
        try (ChildProcess process =
                ChildProcess.start(new ProcessBuilder("python3", "-m", "json.tool", file.toString()))) {
            assertEquals(0, process.result(Duration.ofSeconds(30)).exitCode(), json);
        }
    }
}
