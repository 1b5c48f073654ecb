package io.migri.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed in the middle of a statement of which nobody knows whether it was executed. */
class InDoubtIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NOTE = "whether statement 2 was executed is not known; `migri migrate` looks";

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.MYSQL, Engine.MARIADB})
    void whatIsInDoubtIsToldAndSettledByTheNextRun(Database database) throws Exception {
        Shell shell = new Shell(directory, database)
                .file("0001_a.sql", "CREATE TABLE a (id int);\nCREATE TABLE b AS SELECT SLEEP(8) AS x;\n");
        try (ChildProcess process = shell.start("migrate")) {
            String connection = awaitSleep(database);
            process.kill9();
            database.execute("KILL " + connection);
        }
        assertEquals(List.of("in doubt 0001_a"), shell.migri("status").exits(0).states());
        shell.migri("status", "--output", "json")
                .exits(0)
                .says("\"name\":\"0001_a\"", "\"state\":\"in doubt\"", "\"note\":\"" + NOTE + "\"");
        shell.migri("status", "--pending", "--exit-code").exits(7).says("in doubt\t0001_a");
        shell.migri("validate").exits(6).says("problem: 0001_a is not finished: " + NOTE);
        shell.migri("mark", "0001_a").exits(6).complains("0001_a was begun and is not finished");
        shell.file("0001_a.sql", "CREATE TABLE a (id bigint);\nCREATE TABLE b AS SELECT SLEEP(8) AS x;\n");
        shell.migri("migrate").exits(6).complains("CREATE TABLE a (id int)", "CREATE TABLE a (id bigint)");
        assertEquals(List.of("in doubt 0001_a"), shell.migri("status").states());
        shell.file("0001_a.sql", "CREATE TABLE a (id int);\nCREATE TABLE b AS SELECT SLEEP(8) AS x;\n");
        shell.migri("migrate").exits(0).says("0001_a...ok");
        assertEquals(List.of("applied 0001_a"), shell.migri("status").states());
    }

    /** Waits until somebody sleeps there, and returns the number of the connection. */
    private static String awaitSleep(Database database) throws SQLException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        Optional<String> found = sleeper(database);
        while (found.isEmpty()) {
            assertTrue(System.nanoTime() < end, "nobody executes the statement");
            Thread.sleep(50);
            found = sleeper(database);
        }
        return found.get();
    }

    private static Optional<String> sleeper(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM information_schema.processlist"
                        + " WHERE db = DATABASE() AND state = 'User sleep'")) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }
}
