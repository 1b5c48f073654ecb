package io.migri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool hands out a connection that turns out to be broken: it goes back, or the pool has one less from then on. */
class BrokenLoanTest {
    private final SQLException broken = new SQLException("this connection has been closed");
    private final List<String> calls = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"getAutoCommit", "isReadOnly", "setAutoCommit"})
    void goesBackToItsPool(String failing) {
        Connection connection = failingAt(List.of(failing));
        assertSame(broken, assertThrows(SQLException.class, () -> LentConnection.pooled(connection, true)));
        assertEquals("close", calls.get(calls.size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"getAutoCommit", "setAutoCommit"})
    void goesBackAsASecondConnectionToo(String failing) {
        Connection connection = failingAt(List.of(failing));
        assertSame(broken, assertThrows(SQLException.class, () -> ReturnedConnection.automatic(connection)));
        assertEquals("close", calls.get(calls.size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"getAutoCommit", "isReadOnly", "setAutoCommit"})
    void whatIsToldIsTheFirstFailure(String failing) {
        Connection connection = failingAt(List.of(failing, "close"));
        SQLException told = assertThrows(SQLException.class, () -> LentConnection.pooled(connection, true));
        assertSame(broken, told);
        assertEquals("cannot close", told.getSuppressed()[0].getMessage());
    }

    private Connection failingAt(List<String> failing) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (failing.contains(method.getName())) {
                        throw method.getName().equals("close") ? new SQLException("cannot close") : broken;
                    }
                    return method.getReturnType() == boolean.class ? false : null;
                });
    }
}
