package io.migri.meaning;

import io.migri.api.ConnectionConfig;
import io.migri.api.DatabaseError;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A dialect whose connection is lost, as if its process were killed, once a certain number of statements were sent. */
final class Cut implements Dialect {
    private final Dialect dialect;
    private final int last;
    private int executed;

    Cut(Dialect dialect, int last) {
        this.dialect = dialect;
        this.last = last;
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
                Cut.class.getClassLoader(), new Class<?>[] {DialectSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("execute")) {
                        count((List<?>) arguments[0], session);
                    } else if (method.getName().equals("load")) {
                        count(List.of("COPY"), session);
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        return dialect.explain(failure, statement);
    }

    /** What stands before in the same message is executed. */
    private void count(List<?> statements, DialectSession session) throws SQLException {
        int left = last - executed;
        if (statements.size() > left && left >= 0) {
            if (left > 0) {
                session.execute(statements.subList(0, left).stream().map(String::valueOf).toList());
            }
            session.connection().abort(Runnable::run);
        }
        executed += statements.size();
    }
}
