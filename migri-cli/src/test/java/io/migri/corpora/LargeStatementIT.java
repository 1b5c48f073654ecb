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
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One statement that is large beside the memory that there is. */
final class LargeStatementIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String TEXT = "abcdefghijklmnopqrstuvwxyzabcdefghijk";

    @TempDir
    private Path directory;

    /** MySQL's driver alone takes six times as much. MariaDB, on the same path, takes no message so large unless it is set. */
    @Tag("long")
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.SQLITE})
    void fiftyMegabytesTakeThriceTheirSizeUpToTheDriver(Database database) throws Exception {
        rows(1_000_000);
        ProcessResult result = migrate(database, database.engine() == Engine.MYSQL ? 500 : 220);
        assertEquals(0, result.exitCode(), result::toString);
        assertEquals(1_000_000, count(database));
    }

    @Tag("long")
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.SQLITE})
    void soDoesOneTextOfFiftyMegabytes(Database database) throws Exception {
        text(50_000_000);
        ProcessResult result = migrate(database, database.engine() == Engine.MYSQL ? 500 : 220);
        assertEquals(0, result.exitCode(), result::toString);
        assertEquals(1, count(database));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.SQLITE})
    void whatCannotBeReadIsNamedBeforeAnythingRuns(Database database) throws Exception {
        text(20_000_000);
        ProcessResult result = migrate(database, 36);
        assertEquals(1, result.exitCode(), result::toString);
        String told = result.errorText();
        assertTrue(told.startsWith("MIGRATION_FAILED: " + directory.resolve("0001_book.sql") + ": statement 2"), told);
        assertTrue(told.contains("does not fit into memory: the file has 20 MB"), told);
        assertTrue(told.contains("nothing was applied"), told);
    }

    @Test
    void whatTheDriverHasNoRoomForIsNamed(@TestDatabase(Engine.MYSQL) Database database) throws Exception {
        text(20_000_000);
        ProcessResult result = migrate(database, 90);
        assertEquals(3, result.exitCode(), result::toString);
        String told = result.errorText();
        assertTrue(told.startsWith("PARTLY_CHANGED: "), told);
        assertTrue(told.contains("statement 2 does not fit into memory: the file has 20 MB"), told);
        assertEquals(0, count(database));
    }

    private void rows(int count) throws IOException {
        try (Writer script = script()) {
            script.write("INSERT INTO book VALUES (0, '')");
            for (int i = 1; i < count; i++) {
                script.write(",\n(" + i + ", '" + TEXT + "')");
            }
            script.write(";\n");
        }
    }

    private void text(int length) throws IOException {
        try (Writer script = script()) {
            script.write("INSERT INTO book SELECT length('");
            for (int written = 0; written < length; written += TEXT.length()) {
                script.write(TEXT);
            }
            script.write("'), 'x';\n");
        }
    }

    private Writer script() throws IOException {
        Writer script = Files.newBufferedWriter(directory.resolve("0001_book.sql"));
        script.write("CREATE TABLE book (id int, content varchar(100));\n");
        return script;
    }

    private ProcessResult migrate(Database database, int megabytes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LargeStatementProgram.class.getName()));
        command.addAll(List.of(LargeStatementProgram.arguments(database, directory)));
        try (ChildProcess child = ChildProcess.start(new ProcessBuilder(command))) {
            return child.result(LIMIT);
        }
    }

    private static int count(Database database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM book")) {
            row.next();
            return row.getInt(1);
        }
    }
}
