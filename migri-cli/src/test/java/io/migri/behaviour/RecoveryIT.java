package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseState;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** A migration that ended half way goes on where it ended. */
class RecoveryIT {
    private static final String JOURNAL = "SELECT * FROM migri_journal";

    private static final int KILLS = LongerSuite.share(5);
    private static final int TABLES = 8;

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aFileThatIsMendedGoesOnAtTheStatementThatFailed(Database database) throws Exception {
        Migrations migrations = five(Migrations.in(directory), "CREATE TABLE c (id int, id int);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
        assertEquals(4, failure.lastingStatements());
        assertEquals(List.of(), applied(database));
        five(migrations, "CREATE TABLE c (id int);").migrate(database);
        assertEquals(List.of("1"), rows(database, "SELECT id FROM a"));
        assertEquals(List.of("2"), rows(database, "SELECT id FROM b"));
        assertEquals(List.of("3|x"), rows(database, "SELECT id, note FROM c"));
        assertEquals(List.of("0001_five"), applied(database));
        assertEquals(List.of(), rows(database, JOURNAL));
    }

    /** Nobody is asked about a statement whose failure was reported, also where others stood behind it in the message. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aStatementThatFailedIsNotInDoubt(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file("0001_a", "CREATE TABLE a (id int);", "REVOKE;", "CREATE TABLE b (id int);");
        migrations.fail(database);
        assertEquals(List.of("1|done"), rows(database, "SELECT through_ordinal, state FROM migri_journal"));
    }

    /** No note can be taken while other tables are locked. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void statementsUnderLockedTablesAreOneToTheJournal(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_locked",
                        "CREATE TABLE a (id int);",
                        "LOCK TABLES a WRITE;",
                        "/*!40000 ALTER TABLE a DISABLE KEYS */;",
                        "INSERT INTO a VALUES (1);",
                        "UNLOCK TABLES;",
                        "CREATE TABLE a (id int);");
        assertEquals(5, migrations.fail(database).lastingStatements());
        assertEquals(
                List.of("0|1", "1|5"),
                rows(database, "SELECT first_ordinal, through_ordinal FROM migri_journal WHERE state = 'done'"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aFailureUnderLockedTablesIsAskedAbout(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_locked",
                        "CREATE TABLE a (id int);",
                        "LOCK TABLES a WRITE;",
                        "INSERT INTO a VALUES (1);",
                        "INSERT INTO missing VALUES (1);",
                        "UNLOCK TABLES;");
        migrations.fail(database);
        MigriException asked = assertThrows(MigriException.class, () -> migrations.migrate(database));
        assertEquals(ErrorCode.UNDECIDED, asked.code());
        assertEquals(List.of("1"), rows(database, "SELECT id FROM a"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void theMessageSaysWhatStaysAndHowToGoOn(Database database) throws Exception {
        Migrations migrations = five(Migrations.in(directory), "CREATE TABLE c (id int, id int);");
        ProcessResult failed = migrations.launcher(database).run();
        assertEquals(4, failed.exitCode(), failed::toString);
        String text = failed.errorText();
        assertTrue(text.contains("statements 1 to 4 stay"), text);
        assertTrue(text.contains("fix the file from statement 5 on and run `migri migrate` again"), text);
        five(migrations, "CREATE TABLE c (id int);");
        ProcessResult mended = migrations.launcher(database).run();
        assertEquals(0, mended.exitCode(), mended::toString);
        assertTrue(
                mended.errorText()
                        .contains("goes on after statement 4 of 8: statements 1 to 4 were done by an earlier run"),
                mended::toString);
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aChangedBeginningIsRefusedWithBothTexts(Database database) throws Exception {
        Migrations migrations = five(Migrations.in(directory), "CREATE TABLE c (id int, id int);");
        migrations.fail(database);
        migrations.file(
                "0001_five",
                "CREATE TABLE a (id int);",
                "INSERT INTO a VALUES (17);",
                "CREATE TABLE b (id int);",
                "INSERT INTO b VALUES (2);",
                "CREATE TABLE c (id int);");
        MigriException refused = assertThrows(MigriException.class, () -> migrations.migrate(database));
        assertEquals(ErrorCode.VALIDATION, refused.code());
        assertEquals(
                "recorded: INSERT INTO a VALUES (1)\npresent:  INSERT INTO a VALUES (17)",
                refused.details().orElseThrow().toString());
        assertEquals(2, refused.position().orElseThrow().line());
        assertEquals(List.of("1"), rows(database, "SELECT id FROM a"));
        assertEquals(6, migrations.launcher(database).run().exitCode());
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aFileThatEndsBeforeWhatIsDoneIsRefused(Database database) throws Exception {
        Migrations migrations = five(Migrations.in(directory), "CREATE TABLE c (id int, id int);");
        migrations.fail(database);
        migrations.file("0001_five", "CREATE TABLE a (id int);");
        MigriException refused = assertThrows(MigriException.class, () -> migrations.migrate(database));
        assertEquals(ErrorCode.VALIDATION, refused.code());
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void settingsOfTheDoneBeginningHoldForTheRest(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_settings",
                        "SET @start = 5;",
                        "/*!40014 SET @@foreign_key_checks=0 */;",
                        "CREATE TABLE a (id int);",
                        "CREATE TABLE a (id int);");
        migrations.fail(database);
        migrations
                .file(
                        "0001_settings",
                        "SET @start = 5;",
                        "/*!40014 SET @@foreign_key_checks=0 */;",
                        "CREATE TABLE a (id int);",
                        "INSERT INTO a VALUES (@start + @@foreign_key_checks);")
                .migrate(database);
        assertEquals(List.of("5"), rows(database, "SELECT id FROM a"));
    }

    @ForEachDatabase
    void migrationsThatFitIntoATransactionMakeNoJournal(Database database) throws Exception {
        Engine engine = database.engine();
        boolean ddlCommits = engine == Engine.MYSQL || engine == Engine.MARIADB;
        Migrations migrations = Migrations.in(directory);
        if (ddlCommits) {
            database.execute("CREATE TABLE keep (id int)");
            migrations.file("0001_keep", "INSERT INTO keep VALUES (1);");
        } else {
            migrations = Migrations.withKeep(directory);
        }
        migrations.migrate(database);
        migrations.migrate(database);
        assertThrows(Exception.class, () -> rows(database, JOURNAL));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void anIndexThatCouldNotBeBuiltIsDroppedAndBuiltAgain(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_index",
                        "CREATE TABLE thing (id int);",
                        "INSERT INTO thing VALUES (1), (1);",
                        "CREATE UNIQUE INDEX CONCURRENTLY thing_id ON thing (id);",
                        "INSERT INTO thing VALUES (2);");
        migrations.fail(database);
        database.execute("DELETE FROM thing WHERE ctid = (SELECT max(ctid) FROM thing)");
        migrations.migrate(database);
        assertEquals(
                List.of("thing_id|t"),
                rows(
                        database,
                        "SELECT indexrelid::regclass, indisvalid FROM pg_index WHERE indrelid = 'thing'::regclass"));
        assertEquals(List.of("1", "2"), rows(database, "SELECT id FROM thing ORDER BY id"));
        assertEquals(List.of("0001_index"), applied(database));
        assertEquals(List.of(), rows(database, JOURNAL));
    }

    /** What uses the new value is in a transaction, so that there is no doubt about it. */
    @ForEachDatabase(Engine.POSTGRESQL)
    void aNewEnumValueIsUsedExactlyOnce(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file("0001_mood", "CREATE TYPE mood AS ENUM ('sad');", "CREATE TABLE keep (mood mood);");
        migrations.migrate(database);
        happy(migrations, "(SELECT pg_sleep(60)) AS slow");
        try (ChildProcess process = migrations.launcher(database).start()) {
            Slow.await(database);
            process.kill9();
            process.result(Launcher.LIMIT);
        }
        happy(migrations, "(SELECT 1) AS quick");
        migrations.migrate(database);
        assertEquals(List.of("happy", "happy"), rows(database, "SELECT mood FROM keep"));
    }

    private static void happy(Migrations migrations, String source) throws Exception {
        migrations.file(
                "0002_happy",
                "ALTER TYPE mood ADD VALUE 'happy';",
                "INSERT INTO keep SELECT 'happy' FROM " + source + ";",
                "INSERT INTO keep VALUES ('happy');");
    }

    /** Each shares a transaction with its note, so a connection that is cut at any of them leaves no doubt. */
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void rowsOutsideOfATransactionAreWrittenExactlyOnce(Database database) throws Exception {
        for (String mark : List.of("FIRST", "SECOND", "THIRD", "FOURTH")) {
            for (boolean after : List.of(false, true)) {
                database.execute("CREATE TABLE a (id int)");
                Migrations migrations = Migrations.in(directory)
                        .file(
                                "0001_single",
                                "-- migri: no-transaction",
                                "INSERT /*FIRST*/ INTO a VALUES (1);",
                                "UPDATE /*SECOND*/ a SET id = id + 10;",
                                "UPDATE /*THIRD*/ a SET id = id + 100;",
                                "INSERT /*FOURTH*/ INTO a SELECT id + 1000 FROM a;");
                cut(database, migrations, mark, after);
                ProcessResult again = migrations.launcher(database).run("--lock-wait", "20s");
                assertEquals(0, again.exitCode(), () -> mark + after + again);
                assertEquals(
                        List.of("111", "1111"), rows(database, "SELECT id FROM a ORDER BY id"), () -> mark + after);
                assertEquals(List.of(), rows(database, JOURNAL));
                for (String table : List.of("a", "applied_migration", "migri_journal")) {
                    database.execute("DROP TABLE " + table);
                }
            }
        }
    }

    @ForEachDatabase
    void aFileWithoutTransactionGoesOnBehindWhatIsDone(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_single",
                        "-- migri: no-transaction",
                        "CREATE TABLE a (id int);",
                        "INSERT INTO a VALUES (1);",
                        "ALTER TABLE a ADD COLUMN note varchar(10);",
                        "INSERT INTO missing VALUES (1);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(3, failure.lastingStatements());
        assertEquals(
                List.of("0|1", "1|2", "2|3"),
                rows(
                        database,
                        "SELECT first_ordinal, through_ordinal FROM migri_journal WHERE state = 'done' ORDER BY 1"));
        migrations
                .file(
                        "0001_single",
                        "-- migri: no-transaction",
                        "CREATE TABLE a (id int);",
                        "INSERT INTO a VALUES (1);",
                        "ALTER TABLE a ADD COLUMN note varchar(10);",
                        "UPDATE a SET note = 'x';")
                .migrate(database);
        assertEquals(List.of("1|x"), rows(database, "SELECT id, note FROM a"));
    }

    /** The note that it is in doubt is committed with what it commits, and only then. */
    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aProcedureThatCommitsIsNotRepeatedBecauseOfALaterFailure(Database database) throws Exception {
        database.execute("CREATE TABLE a (id int)");
        database.execute("CREATE PROCEDURE fill() BEGIN INSERT INTO a VALUES (2); COMMIT; END");
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_call",
                        "INSERT INTO a VALUES (1);",
                        "CALL fill();",
                        "INSERT INTO a VALUES (3);",
                        "INSERT INTO missing VALUES (1);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
        assertEquals(2, failure.lastingStatements());
        assertEquals(List.of("1", "2"), rows(database, "SELECT id FROM a ORDER BY id"));
        migrations
                .file("0001_call", "INSERT INTO a VALUES (1);", "CALL fill();", "INSERT INTO a VALUES (3);")
                .migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM a ORDER BY id"));
        assertEquals(List.of(), rows(database, JOURNAL));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aProcedureThatCommitsAndFailsIsAskedAbout(Database database) throws Exception {
        database.execute("CREATE TABLE a (id int)");
        database.execute(
                "CREATE PROCEDURE fill() BEGIN INSERT INTO a VALUES (2); COMMIT; INSERT INTO missing VALUES (1); END");
        Migrations migrations = Migrations.in(directory)
                .file("0001_call", "INSERT INTO a VALUES (1);", "CALL fill();", "INSERT INTO a VALUES (3);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.PARTLY_CHANGED, failure.state());
        MigriException asked = assertThrows(MigriException.class, () -> migrations.migrate(database));
        assertEquals(ErrorCode.UNDECIDED, asked.code());
        assertEquals(2, asked.position().orElseThrow().line());
        ProcessResult answered = resume(migrations, database, "--skip-statement");
        assertEquals(0, answered.exitCode(), answered::toString);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM a ORDER BY id"));
    }

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void aProcedureThatDoesNotCommitIsRolledBack(Database database) throws Exception {
        database.execute("CREATE TABLE a (id int)");
        database.execute("CREATE PROCEDURE fill() INSERT INTO a VALUES (2)");
        Migrations migrations = Migrations.in(directory)
                .file("0001_call", "INSERT INTO a VALUES (1);", "CALL fill();", "INSERT INTO missing VALUES (1);");
        MigrationFailedException failure = migrations.fail(database);
        assertEquals(DatabaseState.UNCHANGED, failure.state());
        assertEquals(List.of(), rows(database, "SELECT id FROM a"));
        assertEquals(List.of(), rows(database, JOURNAL));
        migrations
                .file("0001_call", "INSERT INTO a VALUES (1);", "CALL fill();", "INSERT INTO a VALUES (3);")
                .migrate(database);
        assertEquals(List.of("1", "2", "3"), rows(database, "SELECT id FROM a ORDER BY id"));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aTemporaryTableThatIsGoneIsNamed(Database database) throws Exception {
        Migrations migrations = scratching(
                Migrations.in(directory), "INSERT INTO missing VALUES (1);", "INSERT INTO a SELECT id FROM scratch;");
        migrations.fail(database);
        scratching(migrations, "INSERT INTO a VALUES (1);", "INSERT INTO a SELECT id FROM scratch;");
        MigriException refused = assertThrows(MigriException.class, () -> migrations.migrate(database));
        assertEquals(ErrorCode.VALIDATION, refused.code());
        assertTrue(
                refused.getMessage()
                        .contains(
                                "statement 5 needs the temporary table scratch, which statement 2 (line 3) gave the session"),
                refused::getMessage);
        assertEquals(List.of(), rows(database, "SELECT id FROM a"));
        scratching(
                        migrations,
                        "CREATE TEMPORARY TABLE scratch (id int);",
                        "INSERT INTO scratch VALUES (7);",
                        "INSERT INTO a SELECT id FROM scratch;")
                .migrate(database);
        assertEquals(List.of("7"), rows(database, "SELECT id FROM a"));
    }

    private static Migrations scratching(Migrations migrations, String... rest) throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "-- migri: no-transaction",
                "CREATE TABLE a (id int);",
                "CREATE TEMPORARY TABLE scratch (id int);",
                "INSERT INTO scratch VALUES (7);"));
        lines.addAll(List.of(rest));
        return migrations.file("0001_scratch", lines.toArray(String[]::new));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void theRowsThatCopyReadAreComparedToo(Database database) throws Exception {
        Migrations migrations = copying(Migrations.in(directory), "1\n2", "INSERT INTO missing VALUES (1);");
        assertEquals(3, migrations.fail(database).lastingStatements());
        copying(migrations, "1\n3", "INSERT INTO a VALUES (4);");
        MigriException refused = assertThrows(MigriException.class, () -> migrations.migrate(database));
        assertEquals(ErrorCode.VALIDATION, refused.code());
        assertEquals(
                "recorded: COPY a FROM stdin\npresent:  COPY a FROM stdin, with other rows",
                refused.details().orElseThrow().toString());
        copying(migrations, "1\n2", "INSERT INTO a VALUES (4);").migrate(database);
        assertEquals(List.of("1", "2", "4"), rows(database, "SELECT id FROM a ORDER BY id"));
    }

    private static Migrations copying(Migrations migrations, String rows, String last) throws Exception {
        return migrations.file(
                "0001_copy",
                "CREATE TABLE a (id int);",
                "COPY a FROM stdin;",
                rows,
                "\\.",
                "CREATE INDEX CONCURRENTLY ai ON a (id);",
                last);
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void whatLookingDoesNotTellIsAskedAndAnswered(Database database) throws Exception {
        for (String answer : List.of("--retry", "--skip-statement", "--mark-applied")) {
            if (database.engine().mysqlFamily()) {
                database.execute("CREATE PROCEDURE fill() INSERT INTO a VALUES (2)");
            }
            Migrations migrations = Migrations.in(directory)
                    .file(
                            "0001_single",
                            "-- migri: no-transaction",
                            "CREATE TABLE a (id int);",
                            "INSERT INTO a VALUES (1);",
                            database.engine() == Engine.POSTGRESQL
                                    ? "DO /*LOST*/ $$ BEGIN INSERT INTO a VALUES (2); COMMIT; END $$;"
                                    : "CALL /*LOST*/ fill();",
                            "INSERT INTO a VALUES (3);");
            try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
                proxy.cutAfter("LOST");
                assertThrows(MigriException.class, () -> migrations.migrate(database.through(proxy.port())));
            }
            ProcessResult asked = migrations.launcher(database).run("--lock-wait", "20s");
            assertEquals(4, asked.exitCode(), asked::toString);
            assertTrue(asked.errorText().contains("0001_single.sql:4:1"), asked::toString);
            assertTrue(asked.errorText().contains("migri resume --retry"), asked::toString);
            ProcessResult answered = resume(migrations, database, answer);
            assertEquals(0, answered.exitCode(), answered::toString);
            assertEquals(List.of("0001_single"), applied(database));
            List<String> expected =
                    switch (answer) {
                        case "--retry" -> List.of("1", "2", "3");
                        case "--skip-statement" -> List.of("1", "3");
                        default -> List.of("1");
                    };
            // the message that was cut off holds only the note, not yet the statement
            assertEquals(expected, rows(database, "SELECT id FROM a ORDER BY id"), answer);
            database.execute("DROP " + (database.engine().mysqlFamily() ? "PROCEDURE" : "ROUTINE") + " IF EXISTS fill");
            for (String table : List.of("a", "applied_migration", "migri_journal")) {
                database.execute("DROP TABLE " + table);
            }
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aRunThatIsKilledAnywhereIsFinishedByTheNext(Database database) throws Exception {
        Migrations migrations = Migrations.in(directory);
        Random random = new Random(4711);
        for (int round = 0; round < KILLS; round++) {
            migrations.file("100" + round, tables(database.engine(), round));
            try (ChildProcess process = migrations.launcher(database).start("--lock-wait", "20s")) {
                process.awaitOutput("Applying", Launcher.LIMIT);
                Thread.sleep(random.nextInt(400));
                process.kill9();
                process.result(Launcher.LIMIT);
            }
            ProcessResult again = migrations.launcher(database).run("--lock-wait", "20s");
            assertEquals(0, again.exitCode(), again::toString);
            for (int i = 0; i < TABLES; i++) {
                assertEquals(
                        List.of(i + "|x"), rows(database, "SELECT id, note FROM t" + round + "_" + i), again::toString);
            }
            assertEquals(round + 1, applied(database).size());
            assertEquals(List.of(), rows(database, JOURNAL));
        }
    }

    private static String[] tables(Engine engine, int round) {
        boolean postgresql = engine == Engine.POSTGRESQL;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            String table = "t" + round + "_" + i;
            lines.add("CREATE TABLE " + table + " (id int);");
            lines.add("INSERT INTO " + table + " VALUES (" + i + ");");
            lines.add("ALTER TABLE " + table + " ADD COLUMN note varchar(10);");
            lines.add("CREATE INDEX " + (postgresql ? "CONCURRENTLY " : "") + table + "_id ON " + table + " (id);");
            lines.add(postgresql ? "SELECT pg_sleep(0.02);" : "DO sleep(0.02) + length('" + "x".repeat(30_000) + "');");
            lines.add("UPDATE " + table + " SET note = concat(coalesce(note, ''), 'x');");
        }
        return lines.toArray(String[]::new);
    }

    private static ProcessResult resume(Migrations migrations, Database database, String answer) {
        return migrations.launcher(database).resume(answer);
    }

    /** Cuts the connection before and after each message. The server may, or may not, have executed what was in it. */
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aRunThatIsCutOffAnywhereIsFinishedByTheNext(Database database) throws Exception {
        List<String> marks = List.of("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH");
        for (String mark : LongerSuite.share(marks)) {
            for (boolean after : List.of(false, true)) {
                cutOff(database, mark, after);
                assertEquals(List.of("1|x"), rows(database, "SELECT id, note FROM a"), mark + after);
                assertEquals(List.of("2"), rows(database, "SELECT id FROM b"), mark + after);
                assertEquals(List.of("0001_cut"), applied(database), mark + after);
                assertEquals(List.of(), rows(database, JOURNAL), mark + after);
                for (String table : List.of("a", "b", "applied_migration", "migri_journal")) {
                    database.execute("DROP TABLE " + table);
                }
            }
        }
    }

    private void cutOff(Database database, String mark, boolean after) throws Exception {
        boolean postgresql = database.engine() == Engine.POSTGRESQL;
        Migrations migrations = Migrations.in(directory)
                .file(
                        "0001_cut",
                        "CREATE TABLE /*FIRST*/ a (id int);",
                        pad(postgresql),
                        "INSERT /*SECOND*/ INTO a VALUES (1);",
                        pad(postgresql),
                        postgresql
                                ? "CREATE INDEX CONCURRENTLY ai ON a /*THIRD*/ (id);"
                                : "CREATE INDEX ai ON a /*THIRD*/ (id);",
                        pad(postgresql),
                        "CREATE TABLE /*FOURTH*/ b (id int);",
                        pad(postgresql),
                        "INSERT /*FIFTH*/ INTO b VALUES (2);",
                        pad(postgresql),
                        "ALTER TABLE a /*SIXTH*/ ADD COLUMN note varchar(10);",
                        pad(postgresql),
                        "UPDATE a SET note = 'x';");
        cut(database, migrations, mark, after);
        ProcessResult again = migrations.launcher(database).run("--lock-wait", "20s");
        assertEquals(0, again.exitCode(), () -> mark + after + again);
    }

    private static void cut(Database database, Migrations migrations, String mark, boolean after) throws Exception {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            if (after) {
                proxy.cutAfter(mark);
            } else {
                proxy.cutBefore(mark);
            }
            assertThrows(MigriException.class, () -> migrations.migrate(database.through(proxy.port())));
        }
    }

    /** Fills messages, so that statements travel in several of them. */
    private static String pad(boolean postgresql) {
        return postgresql ? "SELECT 1;" : "DO length('" + "x".repeat(40_000) + "');";
    }

    private static Migrations five(Migrations migrations, String fifth) throws Exception {
        return migrations.file(
                "0001_five",
                "CREATE TABLE a (id int);",
                "INSERT INTO a VALUES (1);",
                "CREATE TABLE b (id int);",
                "INSERT INTO b VALUES (2);",
                fifth,
                "INSERT INTO c VALUES (3);",
                "ALTER TABLE c ADD COLUMN note text;",
                "UPDATE c SET note = 'x';");
    }
}
