package io.migri.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.ForEachDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A transaction that its owner has begun with a statement, which JDBC does not know of. */
class LentTransactionTest {
    @TempDir
    private Path path;

    @ForEachDatabase
    void isRefusedAndGoesOn(Database database) throws Exception {
        begunTransactionGoesOn(database, database.connect());
    }

    /** SQLite's dialect needs the driver's own connection. */
    @ForEachDatabase({Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB})
    void isRefusedAndGoesOnBehindWhatHidesTheDriver(Database database) throws Exception {
        begunTransactionGoesOn(database, hiding(database.connect()));
    }

    @ForEachDatabase
    void isFoundAfterAFailure(Database database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            assertThrows(SQLException.class, () -> statement.execute("SELECT * FROM missing"));
            refused(connection);
            statement.execute("ROLLBACK");
            assertEquals(1, migri(connection).migrate().applied().size());
        }
    }

    @ForEachDatabase
    void isRefusedFromAPoolToo(Database database) throws Exception {
        for (Pool kind : List.of(Pool.DBCP, Pool.TOMCAT)) {
            try (OpenPool pool = new OpenPool(kind.open(database, Habits.USUAL))) {
                try (Connection leaking = pool.source().getConnection();
                        Statement statement = leaking.createStatement()) {
                    statement.execute("BEGIN");
                }
                Migri migri = migri().dataSource(pool.source()).build();
                assertEquals(
                        ErrorCode.CONFIGURATION_INVALID,
                        assertThrows(MigriException.class, migri::migrate).code(),
                        kind.name());
            }
        }
    }

    private void begunTransactionGoesOn(Database database, Connection lent) throws Exception {
        database.execute("CREATE TABLE mine (id int)");
        try (Connection connection = lent;
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO mine VALUES (1)");
            refused(connection);
            statement.execute("INSERT INTO mine VALUES (2)");
            statement.execute("ROLLBACK");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM mine")) {
                assertTrue(rows.next());
                assertEquals(0, rows.getInt(1), "the owner's rollback has undone all of it");
            }
            assertEquals(1, migri(connection).migrate().applied().size());
        }
    }

    private void refused(Connection connection) throws Exception {
        Migri migri = migri(connection);
        MigriException refusal = assertThrows(MigriException.class, migri::migrate);
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
        assertTrue(refusal.getMessage().contains("a transaction is open"), refusal.getMessage());
        assertThrows(MigriException.class, migri::check);
        assertThrows(MigriException.class, migri::dryRun);
    }

    private Migri migri(Connection connection) throws Exception {
        return migri().connection(connection).build();
    }

    private Migri.Builder migri() throws Exception {
        return Migri.builder()
                .directory(new Directory(path)
                        .file("0001_a.sql", "CREATE TABLE a (id int);")
                        .path());
    }

    private static Connection hiding(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
