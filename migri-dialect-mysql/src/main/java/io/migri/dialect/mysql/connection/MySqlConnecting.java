package io.migri.dialect.mysql.connection;

import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.NonRegisteringDriver;
import io.migri.api.ConnectionConfig;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens connections within a limit, which the driver has for the host but not for the conversation that follows. The first attempt gives
 * no password in clear to a server that nobody has verified; if the server insists, a second one does, and {@link #remarks} tells.
 */
public final class MySqlConnecting {
    /** For the host to take the connection, and for the server to let the user in. */
    private static final String LIMIT_MILLIS = "30000";

    private static final String LIMIT = "connectTimeout";
    private static final String DISABLED = "disabledAuthenticationPlugins";
    private static final String CLEAR = "mysql_clear_password";

    private MySqlConnecting() {}

    public static Connection open(ConnectionConfig config) throws SQLException {
        return open(MySqlProperties.of(config));
    }

    static Connection open(Properties properties) throws SQLException {
        properties.putIfAbsent(LIMIT, LIMIT_MILLIS);
        if (!isExposed(properties)) {
            return limited(properties);
        }
        Properties careful = new Properties();
        careful.putAll(properties);
        careful.setProperty(DISABLED, CLEAR);
        try {
            return limited(careful);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains(CLEAR)) {
                return limited(properties);
            }
            throw e;
        }
    }

    /** What the user should know about a connection that {@link #open} made. */
    public static List<String> remarks(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(JdbcConnection.class)) {
            return List.of();
        }
        Properties properties = new Properties();
        HostInfo host = connection.unwrap(JdbcConnection.class).getSession().getHostInfo();
        properties.putAll(host.getHostProperties());
        properties.setProperty("host", host.getHost());
        properties.setProperty("password", String.valueOf(host.getPassword()));
        if (!MySqlConnection.ATTRIBUTES.equals(properties.getProperty("connectionAttributes"))) {
            return List.of();
        }
        List<String> remarks = new ArrayList<>();
        if (properties.containsKey("ssl-ca") && !isVerified(properties)) {
            remarks.add(
                    "nobody has verified the server: ssl-ca counts only where sslMode is VERIFY_CA or VERIFY_IDENTITY");
        }
        if (host.getPassword() != null && isExposed(properties)) {
            remarks.add("the server asked for the password in clear, and got it without having been verified; the"
                    + " driver's property sslMode=VERIFY_IDENTITY prevents that, and so does"
                    + " disabledAuthenticationPlugins=mysql_clear_password");
        }
        return remarks;
    }

    private static boolean isExposed(Properties properties) {
        return properties.containsKey("password")
                && !properties.containsKey(DISABLED)
                && !isVerified(properties)
                && !isLoopback(properties.getProperty("host", "localhost"));
    }

    private static boolean isVerified(Properties properties) {
        return properties.getProperty("sslMode", "").regionMatches(true, 0, "VERIFY_", 0, 7);
    }

    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static Connection limited(Properties properties) throws SQLException {
        FutureTask<Connection> task =
                new FutureTask<>(() -> new NonRegisteringDriver().connect("jdbc:mysql:///", properties)) {
                    @Override
                    protected void set(Connection connection) {
                        super.set(connection);
                        if (isCancelled()) {
                            close(connection);
                        }
                    }
                };
        Thread thread = new Thread(task, "migri-connect");
        thread.setDaemon(true);
        thread.start();
        return result(task, limit(properties));
    }

    /** One that is not a number is for the driver to refuse. */
    private static long limit(Properties properties) {
        try {
            long millis = Long.parseLong(properties.getProperty(LIMIT));
            return millis <= 0 ? Long.MAX_VALUE : millis;
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static Connection result(FutureTask<Connection> task, long millis) throws SQLException {
        try {
            return task.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new SQLException(e.getCause());
        } catch (TimeoutException e) {
            task.cancel(false);
            throw new SQLException(
                    "the server did not answer within " + millis / 1000 + " s",
                    "08001",
                    new SocketTimeoutException("connectTimeout"));
        } catch (InterruptedException e) {
            task.cancel(false);
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while connecting", "08001", e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // nobody waits for it any more
        }
    }
}
