package io.migri.dialect.postgresql.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.AppliedMigration;
import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what a JVM of its own says about the classes that it loads. */
final class PostgresqlHotPathTest {

    @Test
    void loadsNoJooq(@TestDatabase(Engine.POSTGRESQL) Database database, @TempDir Path directory) throws Exception {
        makeHistory(database);
        Path log = directory.resolve("classes.log");
        ProcessResult result = run(database, log);
        assertEquals("applied after 1 true\n", result.outputText(), result::toString);
        assertEquals(0, result.exitCode(), result::toString);
        List<String> classes = Files.readAllLines(log);
        assertTrue(classes.stream().anyMatch(line -> line.contains(" org.postgresql.Driver ")));
        assertEquals(
                List.of(),
                classes.stream().filter(line -> line.contains(" org.jooq.")).toList());
    }

    private static void makeHistory(Database database) throws SQLException {
        PostgresqlDialect dialect = new PostgresqlDialect();
        try (Connection connection = dialect.connect(database.config())) {
            DialectSession session = dialect.session(connection);
            AppliedLog history = session.history().log(HistoryTable.USUAL);
            history.prepare();
            session.wire().execute(history.append(new AppliedMigration("0001", Optional.of(Instant.now()))));
        }
    }

    private static ProcessResult run(Database database, Path log) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                ChildProcess.classPath(),
                HotPath.class.getName(),
                database.host(),
                Integer.toString(database.port()),
                database.name(),
                database.user(),
                database.password());
        try (ChildProcess child = ChildProcess.start(builder)) {
            return child.result(Duration.ofMinutes(1));
        }
    }
}
