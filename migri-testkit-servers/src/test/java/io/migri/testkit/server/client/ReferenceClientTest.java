package io.migri.testkit.server.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.ServersTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class ReferenceClientTest {

    @TempDir
    private Path directory;

    @ForEachDatabase
    void runsAScriptAfterOtherStatementsInTheSameSession(Database database) throws Exception {
        Path script = script("INSERT INTO animal VALUES (1, 'h\u00e9llo \u2603 \ud83e\udd73');\n");
        ProcessResult result = ReferenceClient.of(database.engine())
                .run(
                        database,
                        script,
                        "CREATE TEMPORARY TABLE cage (id integer)",
                        "CREATE TABLE animal (id integer, name varchar(100))");
        assertEquals(0, result.exitCode(), result::toString);
        assertEquals("h\u00e9llo \u2603 \ud83e\udd73", ServersTest.text(database, "SELECT name FROM animal"));
    }

    @ForEachDatabase
    void stopsAtTheFirstError(Database database) throws Exception {
        Path script = script(
                "CREATE TABLE animal (id integer);\nINSERT INTO cage VALUES (1);\nINSERT INTO animal VALUES (1);\n");
        ProcessResult result = ReferenceClient.of(database.engine()).run(database, script);
        assertNotEquals(0, result.exitCode());
        assertTrue(result.errorText().contains("cage"), result::toString);
        assertEquals("0", ServersTest.text(database, "SELECT count(*) FROM animal"));
    }

    @ForEachDatabase
    void dumpsDatabasesThatAreEqualToEqualTexts(Database database) throws Exception {
        ReferenceClient client = ReferenceClient.of(database.engine());
        String[] statements = {
            "CREATE TABLE animal (id integer PRIMARY KEY, name varchar(100))",
            "CREATE INDEX animal_name ON animal (name)",
            "CREATE VIEW named AS SELECT name FROM animal",
            "INSERT INTO animal VALUES (1, 'dodo'), (2, NULL)"
        };
        database.execute(statements);
        String dump = client.dump(database);
        assertTrue(dump.contains("dodo") && dump.contains("animal_name") && dump.contains("named"), dump);
        try (Database other = database.server().create()) {
            other.execute(statements);
            assertEquals(dump, client.dump(other));
            other.execute("UPDATE animal SET name = 'moa' WHERE id = 2");
            assertNotEquals(dump, client.dump(other));
        }
    }

    private Path script(String text) throws Exception {
        return Files.writeString(directory.resolve("script.sql"), text);
    }
}
