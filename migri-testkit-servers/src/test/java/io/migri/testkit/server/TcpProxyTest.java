package io.migri.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.TcpProxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

final class TcpProxyTest {

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void countsRoundTrips(Database database) throws Exception {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port());
                Connection connection = database.through(proxy.port()).connect();
                Statement statement = connection.createStatement()) {
            proxy.resetCount();
            assertEquals(0, proxy.roundTrips());
            statement.execute("SELECT 1");
            assertEquals(1, proxy.roundTrips());
            statement.execute("SELECT 2");
            statement.execute("SELECT 3");
            assertEquals(3, proxy.roundTrips());
        }
    }

    @ForEachDatabase(Engine.POSTGRESQL)
    void countsTheFirstConnectionWithoutTheOthers(Database database) throws Exception {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port());
                Connection one = database.through(proxy.port()).connect();
                Connection other = database.through(proxy.port()).connect();
                Statement statement = one.createStatement();
                Statement beside = other.createStatement()) {
            proxy.resetCount();
            assertEquals(0, proxy.roundTripsOfTheFirst());
            statement.execute("SELECT 1");
            beside.execute("SELECT 2");
            statement.execute("SELECT 3");
            assertEquals(2, proxy.roundTripsOfTheFirst());
            assertEquals(3, proxy.roundTrips());
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void cutsBeforeAStatementIsExecuted(Database database) throws Exception {
        database.execute("CREATE TABLE animal (id integer PRIMARY KEY)");
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            proxy.cutBefore("VALUES (1)");
            assertLost(database.through(proxy.port()), "INSERT INTO animal VALUES (1)");
        }
        assertEquals(0, animals(database));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void cutsAfterAStatementWasExecuted(Database database) throws Exception {
        database.execute("CREATE TABLE animal (id integer PRIMARY KEY)");
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            proxy.cutAfter("VALUES (1)");
            assertLost(database.through(proxy.port()), "INSERT INTO animal VALUES (1)");
        }
        assertEquals(1, awaitAnimals(database));
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void recordsStallsAndRefuses(Database database) throws Exception {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port());
                Connection connection = database.through(proxy.port()).connect();
                Statement statement = connection.createStatement()) {
            proxy.record();
            proxy.stall();
            CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> execute(statement));
            Thread.sleep(200);
            assertFalse(answer.isDone());
            proxy.resume();
            assertTrue(answer.get(10, TimeUnit.SECONDS));
            assertTrue(proxy.recorded().contains("SELECT 42"), proxy::recorded);
            proxy.refuse();
            assertThrows(
                    SQLException.class,
                    () -> database.through(proxy.port()).connect().close());
        }
    }

    private static boolean execute(Statement statement) {
        try {
            return statement.execute("SELECT 42");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void assertLost(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            SQLException failure = assertThrows(SQLException.class, () -> statement.execute(sql));
            assertTrue(failure.getSQLState().startsWith("08"), failure::getSQLState);
        }
    }

    /** The server may take a moment to execute what it got last. */
    private static int awaitAnimals(Database database) throws SQLException, InterruptedException {
        for (int attempt = 0; attempt < 100 && animals(database) == 0; attempt++) {
            Thread.sleep(20);
        }
        return animals(database);
    }

    private static int animals(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM animal")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
