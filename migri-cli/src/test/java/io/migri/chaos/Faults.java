package io.migri.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.MigriException;
import io.migri.behaviour.Launcher;
import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.Moment;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** All that ends a run. */
final class Faults {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int UNDECIDED = 4;

    private Faults() {}

    static Fault cut(int roundTrip, Moment moment) {
        return (scenario, database) -> {
            try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
                proxy.cutAt(roundTrip, moment);
                scenario.on(database.through(proxy.port())).build().migrate();
            } catch (MigriException cutOff) {
                // as was to be expected
            }
        };
    }

    static Fault halt(int statements) {
        return (scenario, database) -> {
            try (ChildProcess program = HaltingProgram.start(scenario, database, statements)) {
                ProcessResult result = program.result(LIMIT);
                assertTrue(result.exitCode() == HaltingProgram.HALTED, () -> "did not halt: " + result);
            }
        };
    }

    static Fault killJvm(Duration afterBegin) {
        return (scenario, database) -> {
            try (ChildProcess migri = begun(scenario, database)) {
                sleep(afterBegin);
                migri.kill9();
                migri.result(LIMIT);
            }
        };
    }

    /** The second run is killed that long after its JVM began to start. */
    static Fault killJvmTwice(Duration afterBegin, Duration afterStart) {
        return (scenario, database) -> {
            killJvm(afterBegin).strike(scenario, database);
            try (ChildProcess again = scenario.launcher(database).start("--lock-wait", "100s")) {
                sleep(afterStart);
                again.kill9();
                again.result(LIMIT);
            }
        };
    }

    /** The second one begins while the first is at it, and waits; or it is the one that is killed. */
    static Fault killOneOfTwo(Duration secondBegins, Duration afterBegin, boolean first) {
        return (scenario, database) -> {
            try (ChildProcess one = begun(scenario, database)) {
                sleep(secondBegins);
                try (ChildProcess other = scenario.launcher(database).start("--lock-wait", "100s")) {
                    sleep(afterBegin);
                    (first ? one : other).kill9();
                    requireDoneOrAsking((first ? other : one).result(LIMIT));
                    (first ? one : other).result(LIMIT);
                }
            }
        };
    }

    static Fault killJvmWithin(int mark) {
        return (scenario, database) -> {
            try (ChildProcess migri = begun(scenario, database)) {
                await(mark, database, migri);
                migri.kill9();
                migri.result(LIMIT);
            }
        };
    }

    static Fault killServer(Duration afterBegin) {
        return (scenario, database) -> {
            try (ChildProcess migri = begun(scenario, database)) {
                sleep(afterBegin);
                database.server().kill9();
                migri.result(LIMIT);
            } finally {
                database.server().restart();
            }
        };
    }

    /** Both runs end with it. */
    static Fault killServerUnderTwo(Duration secondBegins, Duration afterBegin) {
        return (scenario, database) -> {
            try (ChildProcess one = begun(scenario, database)) {
                sleep(secondBegins);
                try (ChildProcess other = scenario.launcher(database).start("--lock-wait", "100s")) {
                    sleep(afterBegin);
                    database.server().kill9();
                    one.result(LIMIT);
                    other.result(LIMIT);
                }
            } finally {
                database.server().restart();
            }
        };
    }

    static Fault killServerWithin(int mark) {
        return (scenario, database) -> {
            try (ChildProcess migri = begun(scenario, database)) {
                await(mark, database, migri);
                database.server().kill9();
                migri.result(LIMIT);
            } finally {
                database.server().restart();
            }
        };
    }

    /** Has got the lock. */
    static ChildProcess begun(Scenario scenario, Database database) throws IOException, InterruptedException {
        ChildProcess process = scenario.launcher(database).start("--lock-wait", "100s");
        process.awaitOutput("Applying", Launcher.LIMIT);
        return process;
    }

    private static void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
    }

    private static void requireDoneOrAsking(ProcessResult survivor) {
        boolean asks = survivor.exitCode() == UNDECIDED && survivor.errorText().contains("migri resume");
        assertTrue(survivor.exitCode() == 0 || asks, () -> "the one that was not killed failed: " + survivor);
    }

    /** Returns once the server is busy with that statement, or the program has come to its end. */
    private static void await(int mark, Database database, ChildProcess program)
            throws SQLException, InterruptedException {
        String query = database.engine() == Engine.POSTGRESQL
                ? "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'mark "
                        + mark + "'"
                : "SELECT 1 FROM information_schema.processlist WHERE db = database() AND id <> connection_id()"
                        + " AND info LIKE '%mark " + mark + " *%'";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (program.running() && !finds(statement, query)) {
                Thread.sleep(2);
            }
        }
    }

    private static boolean finds(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }
}
