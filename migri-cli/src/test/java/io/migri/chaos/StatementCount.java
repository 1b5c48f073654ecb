package io.migri.chaos;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A dialect that counts the statements of its sessions, and stops before a certain one: what stands before it in the same message is
 * executed.
 */
final class StatementCount implements Dialect {
    private final Dialect dialect;
    private final int last;
    private final Runnable onEnd;
    private int executed;

    /** @param onEnd what to do once {@code last} statements were executed */
    StatementCount(Dialect dialect, int last, Runnable onEnd) {
        this.dialect = dialect;
        this.last = last;
        this.onEnd = onEnd;
    }

    int executed() {
        return executed;
    }

    @Override
    public String id() {
        return dialect.id();
    }

    @Override
    public boolean matches(ConnectionConfig config) {
        return dialect.matches(config);
    }

    @Override
    public boolean matches(Connection connection) throws SQLException {
        return dialect.matches(connection);
    }

    @Override
    public Connection connect(ConnectionConfig config) throws SQLException {
        return dialect.connect(config);
    }

    @Override
    public DialectSession session(Connection connection) throws SQLException {
        DialectSession session = dialect.session(connection);
        return (DialectSession) Proxy.newProxyInstance(
                StatementCount.class.getClassLoader(),
                new Class<?>[] {DialectSession.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("execute")) {
                        count((List<?>) arguments[0], session);
                    }
                    return invoke(session, method, arguments);
                });
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return dialect.explain(failure, statement);
    }

    private void count(List<?> statements, DialectSession session) throws SQLException {
        int left = last - executed;
        if (statements.size() > left) {
            session.execute(
                    statements.subList(0, left).stream().map(String::valueOf).toList());
            onEnd.run();
        }
        executed += statements.size();
    }

    private static Object invoke(DialectSession session, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
