package io.migri.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.undo.SchemaDifference;
import io.migri.api.undo.UndoCheck;
import io.migri.api.undo.UndoCheck.State;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Undos that forget something, on real databases. Nothing of trying them stays. */
class VerifyIT {
    @TempDir
    private Path directory;

    private int number = 1;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectory(directory.resolve("undo"));
    }

    /** Numbers it, so that the order is that of the calls. */
    private void add(String name, String script, String undo) throws IOException {
        String file = String.format(Locale.ROOT, "%04d_%s.sql", number++, name);
        Files.writeString(directory.resolve(file), script + "\n");
        Files.writeString(directory.resolve("undo").resolve(file), undo + "\n");
    }

    private Migri migri(Database database) {
        return Migri.builder()
                .target(database.config())
                .directory(directory)
                .logging(false)
                .build();
    }

    /** What was forgotten, by the name behind the number. */
    private static Map<String, String> forgotten(Migri migri) {
        Map<String, String> forgotten = new TreeMap<>();
        for (UndoCheck check : migri.verify(false).checks()) {
            StringBuilder text = new StringBuilder(check.state().toString());
            for (SchemaDifference one : check.differences()) {
                text.append(" | ").append(one.kind()).append(' ').append(one.statement());
            }
            forgotten.put(check.migration().substring(5), text.toString());
        }
        return forgotten;
    }

    @ForEachDatabase
    void tellsWhatIsForgotten(Database database) throws Exception {
        add("all", "CREATE TABLE base (id int PRIMARY KEY, name varchar(20) DEFAULT 'x');", "DROP TABLE base;");
        add("index", "CREATE INDEX base_name ON base (name);", "SELECT 1;");
        add("dropped", "DROP INDEX base_name" + on(database) + ";", "SELECT 1;");
        add("table", "CREATE TABLE one (id int); CREATE TABLE two (id int);", "DROP TABLE two;");
        add("view", "CREATE VIEW seen AS SELECT id FROM base;", "DROP VIEW seen;");
        add("column", "ALTER TABLE base ADD COLUMN age int;", "SELECT 1;");

        Migri migri = migri(database);
        Map<String, String> found = forgotten(migri);

        assertEquals("COMPLETE", found.get("all"));
        assertEquals("COMPLETE", found.get("view"));
        // each of these stumbles when it is applied once more
        for (String name : List.of("index", "table", "column")) {
            assertTrue(found.get(name).startsWith("FAILED | LEFT "), found::toString);
        }
        assertTrue(found.get("dropped").startsWith("FAILED | MISSING "), found::toString);
        assertTrue(found.get("index").contains("base_name"), found::toString);
        assertTrue(found.get("dropped").contains("base_name"), found::toString);
        assertTrue(found.get("table").contains("one"), found::toString);
        assertTrue(found.get("column").contains("age"), found::toString);
        assertTrue(migri.history().status().stream().allMatch(one -> one.state().pending()));
        migri.migrate();
    }

    private static String on(Database database) {
        return database.engine() == Engine.MYSQL || database.engine() == Engine.MARIADB ? " ON base" : "";
    }

    @ForEachDatabase
    void goesBackFromWhatIsApplied(Database database) throws Exception {
        add("first", "CREATE TABLE first (id int);", "DROP TABLE first;");
        add("second", "CREATE TABLE second (id int); INSERT INTO second VALUES (1);", "DROP TABLE second;");
        Migri migri = migri(database);
        migri.migrate();

        List<UndoCheck> checks = migri.verify(true).checks();

        assertEquals(
                List.of(State.COMPLETE, State.COMPLETE),
                checks.stream().map(UndoCheck::state).toList());
        assertTrue(migri.check().isCurrent());
        assertEquals("1", count(database));
    }

    private static String count(Database database) throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM second")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What hardly anybody thinks of. */
    @Test
    void tellsOfSmallThingsOnPostgresql(@TestDatabase(Engine.POSTGRESQL) Database database) throws Exception {
        add("base", """
                CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL DEFAULT 'x');
                CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
                """, "DROP FUNCTION f(); DROP TABLE t;");
        add("default", "ALTER TABLE t ALTER COLUMN name DROP DEFAULT;", "SELECT 1;");
        add("not_null", "ALTER TABLE t ALTER COLUMN name DROP NOT NULL;", "SELECT 1;");
        add("privilege", "GRANT SELECT ON t TO PUBLIC;", "SELECT 1;");
        add("comment", "COMMENT ON TABLE t IS 'people';", "SELECT 1;");
        add("type", "ALTER TABLE t ALTER COLUMN id TYPE bigint;", "SELECT 1;");
        add("body", "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';", "SELECT 1;");
        add("sequence", "CREATE SEQUENCE IF NOT EXISTS s;", "SELECT 1;");
        add("row_security", "ALTER TABLE t ENABLE ROW LEVEL SECURITY;", "SELECT 1;");
        add("extended", "CREATE SCHEMA IF NOT EXISTS more;", "SELECT 1;");

        Map<String, String> found = forgotten(migri(database));

        assertEquals("COMPLETE", found.remove("base"));
        Map<String, String> expected = new TreeMap<>(Map.of(
                "default", "MISSING",
                "not_null", "MISSING",
                "privilege", "GRANT SELECT",
                "comment", "people",
                "type", "bigint",
                "body", "SELECT 2",
                "sequence", "SEQUENCE",
                "row_security", "ROW LEVEL SECURITY",
                "extended", "SCHEMA"));
        expected.forEach((name, word) -> assertTrue(
                found.get(name).startsWith("INCOMPLETE | ") && found.get(name).contains(word), found::toString));
    }
}
