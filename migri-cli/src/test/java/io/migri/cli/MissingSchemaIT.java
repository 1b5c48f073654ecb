package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A schema that is named and not there. */
class MissingSchemaIT {
    private static final String TABLES =
            "SELECT schemaname || '.' || tablename FROM pg_catalog.pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
                    + " ORDER BY 1";

    @TempDir
    private Path directory;

    @ForEachDatabase(Engine.POSTGRESQL)
    void theFirstMigrationMayCreateIt(Database database) throws Exception {
        Place place = new Place(directory, database)
                .file("0001_shop.sql", "-- ours\nCREATE SCHEMA IF NOT EXISTS shop;\nCREATE TABLE goods (id int);\n")
                .file("0002_more.sql", "CREATE TABLE more (id int);");

        assertEnds(0, place.run("migrate", "--db-schema", "shop", "--dry-run"));
        assertEquals(List.of(), rows(database, TABLES));
        assertEnds(0, place.run("migrate", "--db-schema", "shop"));
        assertEquals(
                List.of("shop.applied_migration", "shop.goods", "shop.migri_source", "shop.more"),
                rows(database, TABLES));
        assertEquals(
                List.of("1 0001_shop", "2 0002_more"),
                rows(database, "SELECT id || ' ' || name FROM shop.applied_migration ORDER BY id"));
        assertEnds(0, place.run("validate", "--db-schema", "shop"));
        assertEquals(
                "All synced! No new migrations to apply! 🥳\n",
                place.run("migrate", "--db-schema", "shop").outputText());
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void itsNameIsReadAsTheServerReadsIt(Database database) throws Exception {
        Place place = new Place(directory, database);
        for (String statement :
                List.of("CREATE SCHEMA \"The Shop\"", "create /* */ schema \"The Shop\" create table t (i int)")) {
            place.file("0001_shop.sql", statement + ";");
            assertEnds(0, place.run("migrate", "--db-schema", "The Shop"));
            database.execute("DROP SCHEMA \"The Shop\" CASCADE");
        }
        place.file("0001_shop.sql", "CREATE SCHEMA SHOP;");
        assertEnds(0, place.run("migrate", "--db-schema", "shop"));
        assertEnds(6, place.run("migrate", "--db-schema", "SHOP"));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void nothingElseGoesOnWithoutIt(Database database) throws Exception {
        Place place = new Place(directory, database).file("0001_shop.sql", "CREATE SCHEMA shop;");
        for (String command : List.of("status", "validate", "repair", "lock", "baseline", "show")) {
            ProcessResult result = command.equals("baseline")
                    ? place.run(command, "--db-schema", "shop", "--to", "0001_shop")
                    : command.equals("show")
                            ? place.run(command, "--db-schema", "shop", "0001_shop")
                            : place.run(command, "--db-schema", "shop");
            assertEnds(6, result);
            assertTrue(result.errorText().contains("the schema \"shop\" does not exist"), result::toString);
        }
        for (String first : List.of(
                "CREATE SCHEMA other;",
                "SELECT 'CREATE SCHEMA shop';",
                "CREATE SCHEMA shop; CREATE TABLE t (i int); CREATE INDEX CONCURRENTLY i ON t (i);")) {
            place.file("0001_shop.sql", first);
            assertEnds(6, place.run("migrate", "--db-schema", "shop"));
            assertEnds(6, place.run("migrate", "--db-schema", "shop", "--dry-run"));
        }
        place.file("0000_before.sql", "CREATE TABLE public.t (i int);").file("0001_shop.sql", "CREATE SCHEMA shop;");
        assertEnds(6, place.run("migrate", "--db-schema", "shop"));
        assertEquals(List.of(), rows(database, TABLES));
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void aFirstMigrationThatFailsLeavesNothing(Database database) throws Exception {
        Place place = new Place(directory, database)
                .file("0001_shop.sql", "CREATE SCHEMA shop; CREATE TABLE a (i int); SELECT * FROM nosuch;");
        assertEnds(3, place.run("migrate", "--db-schema", "shop"));
        assertEquals(List.of(), rows(database, "SELECT nspname FROM pg_namespace WHERE nspname = 'shop'"));
        place.file("0001_shop.sql", "CREATE SCHEMA shop; CREATE TABLE a (i int);");
        assertEnds(0, place.run("migrate", "--db-schema", "shop"));
    }

    private static void assertEnds(int status, ProcessResult result) {
        assertEquals(status, result.exitCode(), result::toString);
    }

    private static List<String> rows(Database database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
