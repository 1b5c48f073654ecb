package io.migri.behaviour;

import static io.migri.behaviour.Inspection.rows;
import static io.migri.behaviour.Inspection.tables;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.LegacyHistory;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Schemas of PostgreSQL: where the history is made and found. */
class PostgresqlSchemaIT {
    private static final String SYNCED = "All synced! No new migrations to apply! 🥳\n";

    @TempDir
    private Path directory;

    @ForEachDatabase(Engine.POSTGRESQL)
    void theSchemaOfTheOptionHoldsTheHistoryAndTheTables(Database database) throws Exception {
        database.execute("CREATE SCHEMA app", "CREATE SCHEMA \"The App\"");
        Migrations migrations = Migrations.withKeep(directory);
        for (String schema : List.of("app", "The App")) {
            ProcessResult first = migrations.launcher(database).run("--db-schema", schema);
            assertEquals("Applying migrations\n0001_keep...ok\n", first.outputText(), first::toString);
            ProcessResult second = migrations.launcher(database).run("--db-schema", schema);
            assertEquals(SYNCED, second.outputText(), second::toString);
        }
        assertEquals(
                List.of("The App.applied_migration", "The App.keep", "app.applied_migration", "app.keep"),
                tablesButTheFiles(database).stream().sorted().toList());
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aSchemaThatIsNotThereIsRefused(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        ProcessResult result = migrations.launcher(database).run("--db-schema", "nosuch");
        assertEquals(6, result.exitCode(), result::toString);
        assertEquals("", result.outputText(), result::toString);
        assertTrue(result.errorText().contains("error: the schema \"nosuch\" does not exist in "), result::toString);
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void theDriversOwnPropertyDoesTheSame(Database database) throws Exception {
        database.execute("CREATE SCHEMA app");
        Migrations migrations = Migrations.withKeep(directory);
        ProcessResult result = migrations.launcher(database).run("--db-property", "currentSchema=app");
        assertEquals(0, result.exitCode(), result::toString);
        assertEquals(List.of("app.applied_migration", "app.keep"), tablesButTheFiles(database));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aNewHistoryIsMadeInTheFirstSchemaOfTheSearchPath(Database database) throws Exception {
        database.execute("CREATE SCHEMA app", searchPath(database, "missing, app, public"));
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        assertEquals(List.of("app.applied_migration", "app.keep"), tablesButTheFiles(database));
        assertEquals(List.of(), migrations.migrate(database).results());
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aHistoryFurtherDownTheSearchPathIsContinued(Database database) throws Exception {
        LegacyHistory tool = LegacyHistory.serial();
        database.execute(tool.definition(), tool.insert("0001_keep", Instant.EPOCH), "CREATE TABLE keep (id int)");
        database.execute("CREATE SCHEMA app", searchPath(database, "app, public"));
        Migrations migrations = Migrations.withKeep(directory)
                .file("0002_table", "CREATE TABLE fresh (id int);")
                .file("0003_path", "SET search_path = pg_catalog;", "CREATE TABLE app.other (id int);")
                .file("0004_local", "CREATE TABLE app.applied_migration (id int, date_applied timestamptz, name text);")
                .file("0005_last", "INSERT INTO keep VALUES (5);");
        assertEquals(4, migrations.migrate(database).applied().size());
        assertEquals(
                List.of("app.applied_migration", "app.fresh", "app.other", "public.applied_migration", "public.keep"),
                tablesButTheFiles(database));
        assertEquals(
                List.of("1|0001_keep", "2|0002_table", "3|0003_path", "4|0004_local", "5|0005_last"),
                rows(database, "SELECT id, name FROM public.applied_migration ORDER BY id"));
        assertEquals(List.of(), rows(database, "SELECT name FROM app.applied_migration"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aSchemaThatIsMissingIsNamed(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        ProcessResult result = migrations.launcher(database).run("--db-schema", "nowhere");
        assertEquals(6, result.exitCode(), result::toString);
        assertTrue(result.errorText().contains("nowhere"), result::toString);
        assertEquals(List.of(), tablesButTheFiles(database));
    }

    private static List<String> tablesButTheFiles(Database database) throws Exception {
        return tables(database).stream()
                .filter(table -> !table.endsWith(".migri_source"))
                .toList();
    }

    private static String searchPath(Database database, String path) {
        return "ALTER DATABASE " + database.name() + " SET search_path = " + path;
    }
}
