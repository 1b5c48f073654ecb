package io.migri.dialect.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what a JVM of its own says about the classes that it loads. */
final class SqliteHotPathTest {

    @Test
    void loadsNeitherJooqNorTheDriverManager(@TempDir Path directory) throws Exception {
        Path database = directory.resolve("a.db");
        makeHistory(database);
        Path log = directory.resolve("classes.log");
        ProcessResult result = run(database, log, directory.resolve("cache"));
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(
                result.outputText().startsWith("applied after 1 with " + directory.resolve("cache")), result::toString);
        List<String> classes = Files.readAllLines(log);
        assertTrue(classes.stream().anyMatch(line -> line.contains(" org.sqlite.core.NativeDB ")));
        for (String unwanted : List.of(" io.migri.jooq.", " java.sql.DriverManager ", " org.sqlite.JDBC ")) {
            assertEquals(
                    List.of(),
                    classes.stream().filter(line -> line.contains(unwanted)).toList());
        }
    }

    private static void makeHistory(Path database) throws SQLException {
        try (TestFile file = TestFile.open(database)) {
            AppliedLog history = file.session().history().log(HistoryTable.USUAL);
            history.prepare();
            file.session().wire().execute(history.append(new AppliedMigration("0001", Optional.of(Instant.now()))));
        }
    }

    private static ProcessResult run(Path database, Path log, Path cache) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                ChildProcess.classPath(),
                HotPath.class.getName(),
                database.toString());
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        try (ChildProcess child = ChildProcess.start(builder)) {
            return child.result(Duration.ofMinutes(1));
        }
    }
}
