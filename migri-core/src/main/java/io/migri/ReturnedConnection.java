package io.migri;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A pool's connection that came with auto-commit off: it is on until the connection is closed, and goes back as it came. */
final class ReturnedConnection implements InvocationHandler {
    private final Connection connection;

    private ReturnedConnection(Connection connection) {
        this.connection = connection;
    }

    /** {@code lent} in auto-commit mode, or closed where it cannot be had so. */
    static Connection automatic(Connection lent) throws SQLException {
        try {
            if (lent.getAutoCommit()) {
                return lent;
            }
            lent.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            LentConnection.endAfter(e, lent::close);
            throw e;
        }
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new ReturnedConnection(lent));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            try (connection) {
                connection.setAutoCommit(false);
            }
            return null;
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
