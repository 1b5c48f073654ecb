package io.migri.testkit.scripted;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands behind a connection, which nobody sends anything through. Closing it ends its transaction. */
final class ScriptedConnection implements InvocationHandler {
    private final ScriptedDatabase database;
    private final ScriptedTransaction transaction;
    private boolean automatic = true;
    private boolean closed;

    ScriptedConnection(ScriptedDatabase database) {
        this.database = database;
        this.transaction = new ScriptedTransaction(database.committed());
    }

    Connection asConnection() {
        Class<Connection> type = Connection.class;
        return type.cast(
                Proxy.newProxyInstance(ScriptedConnection.class.getClassLoader(), new Class<?>[] {type}, this));
    }

    ScriptedTransaction transaction() {
        return transaction;
    }

    /** What stands behind {@code connection}, if it is one of these to {@code database}. */
    static Optional<ScriptedConnection> behind(Connection connection, ScriptedDatabase database) {
        return Proxy.isProxyClass(connection.getClass())
                        && Proxy.getInvocationHandler(connection) instanceof ScriptedConnection own
                        && own.database == database
                ? Optional.of(own)
                : Optional.empty();
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws SQLException {
        switch (method.getName()) {
            case "getAutoCommit" -> {
                return automatic;
            }
            case "setAutoCommit" -> {
                automatic = arguments != null && Boolean.TRUE.equals(arguments[0]);
                database.asked("auto-commit " + automatic);
                return null;
            }
            case "isReadOnly" -> {
                return false;
            }
            case "isClosed" -> {
                return closed;
            }
            case "close" -> {
                closed = true;
                boolean open = transaction.open();
                transaction.rollBack();
                database.asked(open ? "close in a transaction" : "close");
                return null;
            }
            case "hashCode" -> {
                return System.identityHashCode(self);
            }
            case "equals" -> {
                return arguments != null && self == arguments[0];
            }
            case "toString" -> {
                return "a connection to a scripted database";
            }
            default -> throw new SQLException("nobody sends anything through " + method.getName());
        }
    }
}
