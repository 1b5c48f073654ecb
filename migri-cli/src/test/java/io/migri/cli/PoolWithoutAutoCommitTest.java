package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.MigrationFailedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolWithoutAutoCommitTest {
    @TempDir
    private Path directory;

    private final List<Boolean> returned = new ArrayList<>();

    @Test
    void connectionsAreSwitchedOnAndGoBackAsTheyCame() {
        Shop shop = new Shop(directory).file("1.sql", "create table a (i int);");
        Migri migri = Migri.builder()
                .dataSource(pool(shop.database()))
                .directory(directory.resolve("m"))
                .build();

        migri.migrate();
        migri.history().status();
        shop.file("2.sql", "insert into b values (1);");
        assertThrows(MigrationFailedException.class, migri::migrate);

        assertEquals(List.of(false, false, false), returned);
        assertTrue(shop.run("status").out().startsWith("applied\t1\t"));
    }

    private DataSource pool(Path file) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> lent(file));
    }

    private Connection lent(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        connection.setAutoCommit(false);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        returned.add(connection.getAutoCommit());
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
