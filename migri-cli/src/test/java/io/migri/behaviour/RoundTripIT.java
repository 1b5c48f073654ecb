package io.migri.behaviour;

import static io.migri.behaviour.Inspection.applied;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.spi.Dialect;
import io.migri.testkit.fault.TcpProxy;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.ServiceLoader;
import org.junit.jupiter.api.io.TempDir;

/** How often a run waits for the network, counted on the way and not by a clock. */
class RoundTripIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aRunWithNothingToDoAsksOneQuestionAndTakesNoLock(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            int connecting = connecting(database, proxy);
            proxy.record();
            assertEquals(connecting + 1, roundTrips(database, migrations, proxy), proxy::recorded);
            String sent = proxy.recorded().toLowerCase(Locale.ROOT);
            assertFalse(sent.contains("lock"), sent);
        }
    }

    /** The password, and on MySQL and MariaDB one question for the server's settings, which the driver cannot do without. */
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void connectingAsksNoMoreThanTheDriverHasTo(Database database) throws Exception {
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            proxy.record();
            int connecting = connecting(database, proxy);
            // hello and two steps of SCRAM, or hello with the password and the settings; the farewell is counted, too
            assertEquals(database.engine() == Engine.POSTGRESQL ? 4 : 3, connecting, proxy::recorded);
            String sent = proxy.recorded().toLowerCase(Locale.ROOT);
            assertEquals(database.engine() == Engine.POSTGRESQL ? 0 : 2, sent.split("select ", -1).length - 1, sent);
            assertFalse(sent.contains("show ") || sent.contains("set "), sent);
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aMigrationOfRowsIsOneRoundTrip(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            int overhead = overhead(database.engine(), connecting(database, proxy));
            for (int i = 0; i < 3; i++) {
                migrations.file(
                        "100" + i, "INSERT INTO keep VALUES (5);", "UPDATE keep SET id = 6;", "SELECT id FROM keep;");
            }
            assertEquals(overhead + 3, roundTrips(database, migrations, proxy));
            for (int i = 0; i < 50; i++) {
                migrations.file((2000 + i) + "", "INSERT INTO keep VALUES (7);", "DELETE FROM keep WHERE id = 7;");
            }
            assertEquals(overhead + 50, roundTrips(database, migrations, proxy));
        }
        assertEquals(54, applied(database).size());
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aMigrationWithOneTransactionOfItsOwnIsOneRoundTrip(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            int overhead = overhead(database.engine(), connecting(database, proxy));
            for (int i = 0; i < 3; i++) {
                migrations.file("100" + i, "BEGIN;", "INSERT INTO keep VALUES (5);", "DELETE FROM keep;", "COMMIT;");
            }
            assertEquals(overhead + 3, roundTrips(database, migrations, proxy));
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aMigrationOfTablesIsOneRoundTrip(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            int overhead = overhead(database.engine(), connecting(database, proxy));
            for (int i = 0; i < 10; i++) {
                migrations.file(
                        "100" + i,
                        "CREATE TABLE t" + i + " (id int);",
                        "INSERT INTO t" + i + " VALUES (1);",
                        "ALTER TABLE t" + i + " ADD COLUMN note varchar(10);",
                        "CREATE INDEX i" + i + " ON t" + i + " (id);");
            }
            // whether this user may write to the journal is tried once a run, before anything is executed
            int rights = database.engine() == Engine.POSTGRESQL ? 0 : 3;
            proxy.record();
            assertEquals(overhead + rights + 10, roundTrips(database, migrations, proxy), proxy::recorded);
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aLimitForLocksTravelsWithTheStatements(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            int overhead = overhead(database.engine(), connecting(database, proxy));
            for (int i = 0; i < 3; i++) {
                migrations.file("100" + i, "INSERT INTO keep VALUES (5);", "UPDATE keep SET id = 6;");
            }
            proxy.record();
            proxy.resetCount();
            migrations
                    .on(database.through(proxy.port()))
                    .lockTimeout(Duration.ofMinutes(1))
                    .build()
                    .migrate();
            proxy.awaitSilence(LIMIT);
            assertEquals(overhead + 3, proxy.roundTripsOfTheFirst());
            assertTrue(proxy.recorded().contains("lock_timeout")
                    || proxy.recorded().contains("lock_wait_timeout"));
        }
    }

    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void aLargeMigrationIsSentInPieces(Database database) throws Exception {
        Migrations migrations = Migrations.withKeep(directory);
        migrations.migrate(database);
        try (TcpProxy proxy = TcpProxy.to(database.host(), database.port())) {
            int overhead = overhead(database.engine(), connecting(database, proxy));
            migrations.file("0002_many", "INSERT INTO keep VALUES (1);".repeat(3500));
            assertEquals(overhead + 4, roundTrips(database, migrations, proxy), "a thousand statements a piece");
            migrations.file(
                    "0003_long", ("INSERT INTO keep SELECT length('" + "x".repeat(10_000) + "');\n").repeat(20));
            assertEquals(overhead + 4, roundTrips(database, migrations, proxy), "64 KiB a piece");
        }
    }

    /** Of the run's own connection. On a busy machine another one asks who is in the way of a statement that takes long. */
    private static int roundTrips(Database database, Migrations migrations, TcpProxy proxy) throws Exception {
        proxy.resetCount();
        migrations.migrate(database.through(proxy.port()));
        proxy.awaitSilence(LIMIT);
        return proxy.roundTripsOfTheFirst();
    }

    /** What a run with something to do costs beside its migrations: two looks at the history, one at the journal, the lock, the session, the unlocking. */
    private static int overhead(Engine engine, int connecting) {
        return connecting
                + switch (engine) {
                    case POSTGRESQL -> 6;
                    case MYSQL -> 9;
                    case MARIADB -> 10;
                    case SQLITE -> throw new IllegalArgumentException("nothing goes over the network");
                };
    }

    /** From the first byte to the farewell, without a question; counted at the second time, when the server knows the user. */
    private static int connecting(Database database, TcpProxy proxy) throws Exception {
        Dialect dialect = ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.id().equals(database.engine().dialect()))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 2; i++) {
            proxy.resetCount();
            dialect.connect(database.through(proxy.port()).config()).close();
            proxy.awaitSilence(LIMIT);
        }
        return proxy.roundTrips();
    }
}
