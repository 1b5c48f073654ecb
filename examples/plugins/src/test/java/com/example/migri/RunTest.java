package com.example.migri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigriException;
import io.migri.testkit.fault.ChildProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs with all of this project's plug-ins, which Migri finds by itself. */
final class RunTest {
    /** Sleeps the first time that it is called. */
    private static final String ALIAS = "CREATE ALIAS SLEEP AS 'void sleep() throws Exception {"
            + " if (new java.io.File(\"%s\").createNewFile()) { System.out.println(\"asleep\"); Thread.sleep(600_000); } }'";

    @TempDir
    private Path directory;

    @Test
    void appliesSqlAndRowsOutOfAZipFile() throws Exception {
        Path zip = zip(Map.of(
                "0001_tables.sql",
                        "CREATE TABLE animal (id INT PRIMARY KEY, name VARCHAR(20)); -- one;\nCREATE SCHEMA zoo;",
                "0002_animal.csv", "id,name\n1,\"Lion, the \"\"king\"\"\"\n2,\n",
                "README.txt", "read me"));
        assertEquals(2, migri(zip).migrate().applied().size());
        assertEquals(
                "1 Lion, the \"king\";2 null;",
                query("SELECT id || ' ' || COALESCE(name, 'null') FROM animal ORDER BY id"));
        assertEquals(0, migri(zip).migrate().applied().size());
    }

    @Test
    void saysWhereARowIsWrongBeforeAnythingRuns() throws Exception {
        Path zip = zip(Map.of("0001_a.sql", "CREATE TABLE a (id INT)", "0002_a.csv", "id\n1\n2,3\n"));
        MigriException failure =
                assertThrows(MigriException.class, () -> migri(zip).migrate());
        assertEquals(ErrorCode.SCRIPT_INVALID, failure.code());
        assertEquals(3, failure.position().orElseThrow().line());
        assertEquals("", query("SELECT table_name FROM information_schema.tables WHERE table_name = 'A'"));
    }

    @Test
    void rehearsesOnACopyAndLeavesNothing() throws Exception {
        assertEquals(
                1,
                migri(zip(Map.of("0001_a.sql", "CREATE TABLE a (id INT); INSERT INTO a VALUES (1)")))
                        .migrate()
                        .applied()
                        .size());
        Path zip = zip(Map.of(
                "0001_a.sql",
                "CREATE TABLE a (id INT); INSERT INTO a VALUES (1)",
                "0002_b.sql",
                "ALTER TABLE a ADD COLUMN b INT; DELETE FROM a"));
        assertEquals(1, migri(zip).dryRun().applied().size());
        assertEquals("1;", query("SELECT * FROM a"));
    }

    @Test
    void refusesToRehearseWhatReachesBeyondTheCopy() throws Exception {
        Path zip = zip(Map.of("0001_a.sql", "CREATE TABLE a (id INT);\nSCRIPT TO '" + directory + "/out.sql'"));
        MigriException failure =
                assertThrows(MigriException.class, () -> migri(zip).dryRun());
        assertEquals(2, failure.position().orElseThrow().line());
        assertFalse(Files.exists(directory.resolve("out.sql")));
    }

    @Test
    void goesOnBehindAStatementThatFailed() throws Exception {
        Path zip = zip(
                Map.of("0001_a.sql", "CREATE TABLE a (id INT);\nCREATE TABEL b (id INT);\nCREATE TABLE c (id INT)"));
        MigrationFailedException failure =
                assertThrows(MigrationFailedException.class, () -> migri(zip).migrate());
        assertEquals(2, failure.position().orElseThrow().line());
        assertEquals(8, failure.position().orElseThrow().column());
        migri(zip(Map.of("0001_a.sql", "CREATE TABLE a (id INT);\nCREATE TABLE b (id INT);\nCREATE TABLE c (id INT)")))
                .migrate();
        assertEquals(
                "A;B;C;",
                query("SELECT table_name FROM information_schema.tables WHERE LENGTH(table_name) = 1 ORDER BY 1"));
    }

    @Test
    void goesOnAfterKill9() throws Exception {
        String script = "CREATE TABLE a (id INT);\nINSERT INTO a VALUES (1);\nCREATE TABLE b (id INT);\n"
                + "CALL SLEEP();\nINSERT INTO a VALUES (2);\nCREATE TABLE c (id INT);";
        Path zip =
                zip(Map.of("0001_sleep.sql", String.format(ALIAS, directory.resolve("slept")), "0002_a.sql", script));
        try (ChildProcess child = ChildProcess.java(RunTest.class, zip.toString())) {
            child.awaitOutput("asleep\n", Duration.ofMinutes(1));
            Thread.sleep(1500); // H2 writes what is committed to its file within half a second
            child.kill9();
            child.result(Duration.ofMinutes(1));
        }
        assertEquals(
                "A;B;",
                query("SELECT table_name FROM information_schema.tables WHERE LENGTH(table_name) = 1 ORDER BY 1"));
        assertEquals(1, migri(zip).migrate().applied().size());
        assertEquals("1;2;", query("SELECT id FROM a ORDER BY id"));
        assertEquals(
                "A;B;C;",
                query("SELECT table_name FROM information_schema.tables WHERE LENGTH(table_name) = 1 ORDER BY 1"));
        assertEquals("", query("SELECT name FROM migri_lock"));
    }

    /** The run that is killed. */
    public static void main(String[] arguments) {
        migri(Path.of(arguments[0])).migrate();
    }

    private static Migri migri(Path zip) {
        ConnectionConfig target = ConnectionConfig.builder(
                        zip.resolveSibling("db").toString())
                .dialect("h2")
                .user("sa")
                .build();
        return Migri.builder().target(target).location("zip:" + zip).build();
    }

    private Path zip(Map<String, String> files) throws IOException {
        Path zip = directory.resolve("migrations.zip");
        try (OutputStream bytes = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    private String query(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + directory.resolve("db"), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                text.append(rows.getString(1)).append(';');
            }
            return text.toString();
        }
    }
}
