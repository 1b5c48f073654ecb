package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static io.migri.behaviour.Inspection.declaration;
import static io.migri.behaviour.Inspection.everything;
import static io.migri.behaviour.Inspection.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.Dialect;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.LegacyHistory;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.io.TempDir;

/** Migri and its predecessor, migri 0.7 in Python, work on one database by turns. */
class PythonToolIT {
    private static final Instant LONG_AGO = Instant.parse("2022-02-20T10:11:12.131415Z");
    private static final String SYNCED = "All synced! No new migrations to apply! 🥳\n";

    /** The statements of the tool, on the driver that it uses there, which writes dates as text of Python's own form. */
    private static final String TOOL = """
            import datetime, sqlite3, sys, warnings
            warnings.simplefilter("ignore")
            connection = sqlite3.connect(sys.argv[1])
            connection.execute(
                "CREATE TABLE IF NOT EXISTS applied_migration (id serial PRIMARY KEY,"
                " date_applied timestamp with time zone NOT NULL, name text NOT NULL)"
            )
            for name in sys.argv[2:]:
                known = connection.execute("SELECT id FROM applied_migration WHERE name = ?", (name,)).fetchone()
                if not known:
                    now = datetime.datetime.now(datetime.timezone.utc)
                    connection.execute(
                        "INSERT INTO applied_migration (date_applied, name) VALUES (?, ?)", (now, name)
                    )
                print(name, "known" if known else "new")
            connection.commit()
            """;

    private static final String ITS_ROWS = "SELECT id, date_applied, name FROM applied_migration";

    @TempDir
    private Path directory;

    @ForEachDatabase
    void itsDatabaseIsContinuedAndItCanGoOnAfterwards(Database database) throws Exception {
        LegacyHistory tool = tool(database);
        database.execute("CREATE TABLE keep (id int)", tool.definition(), tool.insert("0001_keep", LONG_AGO));
        List<String> declared = declared(database);
        List<String> itsRows = rows(database, ITS_ROWS);

        Migrations migrations = Migrations.withKeep(directory).file("0002_next", "INSERT INTO keep VALUES (2);");
        ProcessResult result = migrations.launcher(database).run();
        assertEquals(0, result.exitCode(), result::toString);
        assertEquals("Applying migrations\n0002_next...ok\n", result.outputText());
        assertEquals("", result.errorText());
        assertKept(declared, declared(database));
        assertEquals(itsRows, rows(database, ITS_ROWS + " WHERE name = '0001_keep'"));

        database.execute(tool.definition(), tool.insert("0003_last", LONG_AGO.plusSeconds(1)));
        assertEquals(
                1,
                rows(database, "SELECT id FROM applied_migration WHERE name = '0002_next'")
                        .size());
        migrations.file("0003_last", "INSERT INTO keep VALUES (3);");
        assertEquals(SYNCED, migrations.launcher(database).run().outputText());
        assertEquals(List.of("2"), rows(database, "SELECT id FROM keep"));
        assertEquals(
                database.engine() == Engine.SQLITE ? List.of("null", "null", "null") : List.of("1", "2", "3"),
                rows(database, "SELECT id FROM applied_migration ORDER BY name"));
    }

    @ForEachDatabase
    void itCanGoOnWithATableThatMigriMade(Database database) throws Exception {
        LegacyHistory tool = tool(database);
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        database.execute(tool.definition(), tool.insert("0002_next", LONG_AGO));
        migrations.file("0002_next", "INSERT INTO keep VALUES (2);");
        assertEquals(List.of(), migrations.migrate(database).results());
        assertEquals(List.of("0001_keep", "0002_next"), applied(database));
    }

    @ForEachDatabase
    void itCanGoOnWithATableOfItsOwnThatMigriAddedColumnsTo(Database database) throws Exception {
        LegacyHistory tool = tool(database);
        database.execute("CREATE TABLE keep (id int)", tool.definition(), tool.insert("0001_keep", LONG_AGO));
        List<String> declared = declared(database);
        List<String> itsRows = rows(database, ITS_ROWS);
        addColumns(database);
        assertKept(declared, declared(database));
        assertEquals(itsRows, rows(database, ITS_ROWS));

        database.execute(tool.definition(), tool.insert("0002_next", LONG_AGO.plusSeconds(1)));
        Migrations migrations = Migrations.withKeep(directory)
                .file("0002_next", "INSERT INTO keep VALUES (2);")
                .file("0003_last", "INSERT INTO keep VALUES (3);");
        assertEquals(
                "Applying migrations\n0003_last...ok\n",
                migrations.launcher(database).run().outputText());
        assertEquals(SYNCED, migrations.launcher(database).run().outputText());
        assertEquals(List.of("3"), rows(database, "SELECT id FROM keep"));
        assertEquals(List.of("0001_keep", "0002_next", "0003_last"), applied(database));
        assertEquals(
                List.of("0001_keep", "0002_next"),
                rows(database, "SELECT name FROM applied_migration WHERE applied_by IS NULL ORDER BY name"));
    }

    @ForEachDatabase(Engine.SQLITE)
    void pythonsOwnDriverAndMigriTakeTurns(Database database) throws Exception {
        database.execute("CREATE TABLE keep (id int)");
        assertEquals("0001_keep new\n", python(database, "0001_keep"));
        addColumns(database);
        Migrations migrations = Migrations.withKeep(directory).file("0002_next", "INSERT INTO keep VALUES (2);");
        assertEquals(
                "Applying migrations\n0002_next...ok\n",
                migrations.launcher(database).run().outputText());
        assertEquals(
                "0001_keep known\n0002_next known\n0003_last new\n",
                python(database, "0001_keep", "0002_next", "0003_last"));
        migrations.file("0003_last", "INSERT INTO keep VALUES (3);");
        assertEquals(SYNCED, migrations.launcher(database).run().outputText());
        List<String> dates = rows(database, "SELECT date_applied FROM applied_migration");
        String form = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00";
        assertTrue(dates.stream().allMatch(date -> date.matches(form)), dates::toString);
    }

    @ForEachDatabase
    void aDryRunLeavesNothing(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        List<String> nothing = everything(database);
        dryRun(database, migrations);
        assertEquals(nothing, everything(database));
        migrations.migrate(database);
        migrations.file("0002_more", "CREATE TABLE more (id int);", "INSERT INTO keep VALUES (2);");
        List<String> before = everything(database);
        dryRun(database, migrations);
        assertEquals(before, everything(database));
    }

    @ForEachDatabase
    void aDryRunThatFailsLeavesNothingAndDoesNotClaimSuccess(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        migrations
                .file("0002_more", "CREATE TABLE more (id int);")
                .file("0003_bad", "INSERT INTO more VALUES (1);", "INSERT INTO missing VALUES (1);");
        List<String> before = everything(database);
        ProcessResult result = migrations.launcher(database).run("--dry-run");
        assertEquals(3, result.exitCode(), result::toString);
        assertTrue(result.outputText().startsWith("Applying migrations\n0002_more...ok\n0003_bad...fail ["));
        assertTrue(result.outputText().endsWith("]\n"), result::toString);
        assertEquals(before, everything(database));
    }

    private static void dryRun(Database database, Migrations migrations) throws Exception {
        ProcessResult result = migrations.launcher(database).run("--dry-run");
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(
                result.outputText().endsWith("...ok\nSuccessfully applied migrations in dry run mode.\n"),
                result::toString);
    }

    private static void addColumns(Database database) throws Exception {
        Dialect dialect = ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.id().equals(database.engine().dialect()))
                .findFirst()
                .orElseThrow();
        try (Connection connection = dialect.connect(database.config())) {
            AppliedLog log = dialect.session(connection).history().log(HistoryTable.USUAL);
            log.prepare();
            assertTrue(log.complete());
        }
    }

    /** Every line of the declaration is still there, but for the bracket after the last column. */
    private static void assertKept(List<String> before, List<String> after) {
        String all = String.join("\n", after);
        for (String line : String.join("\n", before).lines().toList()) {
            assertTrue(all.contains(line.replaceAll("\\)$", "")), () -> line + " is missing in " + all);
        }
    }

    private static LegacyHistory tool(Database database) {
        return database.engine().mysqlFamily() ? LegacyHistory.autoIncrement() : LegacyHistory.serial();
    }

    /** Without the counter, which is no part of the declaration. */
    private static List<String> declared(Database database) throws Exception {
        return declaration(database, "applied_migration").stream()
                .map(line -> line.replaceAll(" AUTO_INCREMENT=\\d+", ""))
                .toList();
    }

    private static String python(Database database, String... names) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", TOOL, database.name());
        builder.command().addAll(List.of(names));
        try (ChildProcess process = ChildProcess.start(builder)) {
            ProcessResult result = process.result(Launcher.LIMIT);
            assertEquals(0, result.exitCode(), result::toString);
            return result.outputText();
        }
    }
}
