package io.migri.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.testkit.fault.ChildProcess;
import io.migri.testkit.fault.ProcessResult;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.DatabaseServer;
import io.migri.testkit.server.Engine;
import java.time.Duration;

/**
 * A run that nothing happens to.
 *
 * @param holdings what there is to be in the end
 * @param statements how many it sends
 * @param roundTrips in how many messages, those of logging in included; 0 where there is no network
 * @param duration how long it takes from the moment it has the lock to the end of its JVM
 */
record Undisturbed(Holdings holdings, int statements, int roundTrips, Duration duration) {

    static Undisturbed of(Scenario scenario, DatabaseServer server) throws Exception {
        int statements = statements(scenario, server);
        int roundTrips = server.engine() == Engine.SQLITE ? 0 : roundTrips(scenario, server);
        try (Database database = server.create();
                ChildProcess process = Faults.begun(scenario, database)) {
            long begin = System.nanoTime();
            ProcessResult result = process.result(Duration.ofMinutes(2));
            Duration duration = Duration.ofNanos(System.nanoTime() - begin);
            assertEquals(0, result.exitCode(), result::toString);
            Holdings holdings = Holdings.of(database);
            assertEquals(scenario.names(), holdings.applied());
            return new Undisturbed(holdings, statements, roundTrips, duration);
        }
    }

    private static int statements(Scenario scenario, DatabaseServer server) throws Exception {
        try (Database database = server.create()) {
            StatementCount count = new StatementCount(Holdings.dialect(server.engine()), Integer.MAX_VALUE, () -> {});
            scenario.on(database).dialect(count.dialect()).build().migrate();
            return count.executed();
        }
    }

    private static int roundTrips(Scenario scenario, DatabaseServer server) throws Exception {
        try (Database database = server.create();
                TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            scenario.on(database.through(proxy.port())).build().migrate();
            proxy.awaitSilence(Duration.ofSeconds(10));
            return proxy.roundTrips();
        }
    }
}
