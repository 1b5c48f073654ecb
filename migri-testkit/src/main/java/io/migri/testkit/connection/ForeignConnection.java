package io.migri.testkit.connection;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** A connection to a database that no dialect knows, which can only tell its name. */
public final class ForeignConnection {

    private ForeignConnection() {}

    public static Connection open() {
        return proxy(Connection.class);
    }

    private static <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer(method)));
    }

    private static Object answer(Method method) throws SQLException {
        return switch (method.getName()) {
            case "getMetaData" -> proxy(DatabaseMetaData.class);
            case "getDatabaseProductName", "getDriverName", "toString" -> "Foreign";
            case "getURL" -> "jdbc:foreign:";
            case "getDatabaseProductVersion", "getDriverVersion" -> "1.0";
            case "isWrapperFor", "isClosed" -> false;
            case "getAutoCommit" -> true;
            default -> throw new SQLException("this database does not know " + method.getName());
        };
    }
}
