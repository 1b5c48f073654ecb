package io.migri.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of 300 MB load in a heap of 128 MB. */
@Tag("long")
final class LargeScriptIT {
    private static final long SIZE = 300_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** What a splitter trips over, a third of a kilobyte in all. */
    private static final String TEXT = "it''s; -- not /* a comment */ \"quoted\" $$ \u00e9\u20ac\ud83e\udd73 "
            .repeat(6)
            .strip();

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void loadsInsertsOfOneRow(Database database) throws Exception {
        long rows = script(1);
        migrate(database);
        assertHolds(rows, database);
    }

    /** Row by row the server would need minutes. MariaDB takes the same path. */
    @Test
    void loadsInsertsOfManyRows(@TestDatabase(Engine.MYSQL) Database database) throws Exception {
        long rows = script(50);
        migrate(database);
        assertHolds(rows, database);
    }

    @Test
    void loadsWhatPgDumpWrites(@TestDatabase(Engine.POSTGRESQL) Database database) throws Exception {
        long rows = dump();
        migrate(database);
        assertHolds(rows, database);
    }

    /** Writes a script of inserts and returns how many rows there are. */
    private long script(int rowsPerStatement) throws IOException {
        long rows = 0;
        try (Writer script = Files.newBufferedWriter(directory.resolve("0001_load.sql"))) {
            script.write("CREATE TABLE animal (id integer PRIMARY KEY, name text);\n");
            for (long written = 0; written < SIZE; rows += rowsPerStatement) {
                StringBuilder statement = new StringBuilder("INSERT INTO animal VALUES ");
                for (int i = 0; i < rowsPerStatement; i++) {
                    statement
                            .append(i == 0 ? "(" : ",\n(")
                            .append(rows + i)
                            .append(", '")
                            .append(TEXT)
                            .append("')");
                }
                script.write(statement.append(";\n").toString());
                written += statement.length();
            }
        }
        return rows;
    }

    /** Writes a script with the rows as data and returns how many there are. */
    private long dump() throws IOException {
        String text = TEXT.replace("''", "'");
        long rows = 0;
        try (Writer script = Files.newBufferedWriter(directory.resolve("0001_dump.sql"))) {
            script.write("""
                    \\restrict key
                    SET standard_conforming_strings = on;
                    SELECT pg_catalog.set_config('search_path', '', false);
                    CREATE TABLE public.animal (id integer NOT NULL, name text);
                    COPY public.animal (id, name) FROM stdin;
                    """);
            for (long written = 0; written < SIZE; rows++) {
                String row = rows + "\t" + text + "\n";
                script.write(row);
                written += row.length();
            }
            script.write("""
                    \\.

                    ALTER TABLE ONLY public.animal ADD CONSTRAINT animal_pkey PRIMARY KEY (id);
                    \\unrestrict key
                    """);
        }
        return rows;
    }

    private void migrate(Database database) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("migri.distribution"), "bin", "migri")
                        .toString(),
                "--db-name",
                database.name(),
                "--dialect",
                database.engine().dialect()));
        database.config()
                .properties()
                .forEach((name, value) -> command.addAll(List.of("--db-property", name + "=" + value)));
        command.addAll(List.of("migrate", "--migrations-dir", directory.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MIGRI_JAVA_OPTS", "-Xmx128m");
        if (database.engine() != Engine.SQLITE) {
            builder.environment()
                    .putAll(Map.of(
                            "DB_HOST", database.host(),
                            "DB_PORT", Integer.toString(database.port()),
                            "DB_USER", database.user(),
                            "DB_PASS", database.password()));
        }
        try (ChildProcess child = ChildProcess.start(builder)) {
            ProcessResult result = child.result(LIMIT);
            assertEquals(0, result.exitCode(), result::toString);
            assertTrue(result.outputText().contains("...ok"), result::toString);
        }
    }

    private static void assertHolds(long rows, Database database) throws SQLException {
        String text = TEXT.replace("''", "'");
        String length = database.engine().mysqlFamily() ? "char_length(name)" : "length(name)";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT count(*), min(" + length + "), max(" + length + "), max(name) FROM animal")) {
            assertTrue(found.next());
            assertEquals(rows, found.getLong(1));
            assertEquals(text.codePointCount(0, text.length()), found.getLong(2));
            assertEquals(text.codePointCount(0, text.length()), found.getLong(3));
            assertEquals(text, found.getString(4));
        }
    }
}
