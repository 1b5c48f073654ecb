package io.migri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnedConnectionTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void autoCommitIsOnUntilTheConnectionGoesBack() throws Exception {
        Connection connection = ReturnedConnection.automatic(lent(false));
        connection.getSchema();
        connection.close();
        assertEquals(
                List.of("getAutoCommit", "setAutoCommit true", "getSchema", "setAutoCommit false", "close"), calls);
    }

    @Test
    void aConnectionThatComesWithItIsLeftAlone() throws Exception {
        Connection lent = lent(true);
        assertSame(lent, ReturnedConnection.automatic(lent));
    }

    private Connection lent(boolean automatic) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
                    return method.getName().equals("getAutoCommit") ? automatic : null;
                });
    }
}
