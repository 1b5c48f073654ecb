package io.migri.dialect.postgresql.connection;

import io.migri.api.ConnectionConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Opens connections. The first attempt gives no password in clear to a server that nobody has verified. If the server insists, a second one
 * does, as the driver's defaults have it, and the connection knows.
 */
public final class PostgresqlConnecting {
    private static final String NEVER_IN_CLEAR = "!password";

    private PostgresqlConnecting() {}

    public static Connection open(ConnectionConfig config) throws SQLException {
        Properties properties = PostgresqlConnectionProperties.of(config);
        if (!isExposed(properties)) {
            return connect(properties);
        }
        Properties careful = new Properties();
        careful.putAll(properties);
        PGProperty.REQUIRE_AUTH.set(careful, NEVER_IN_CLEAR);
        try {
            return connect(careful);
        } catch (PSQLException e) {
            if (!isRefusedHere(e)) {
                throw e;
            }
            Connection connection = connect(properties);
            connection.unwrap(PgConnection.class).addWarning(new InClear());
            return connection;
        }
    }

    /** What the user should know about a connection made here. */
    public static List<String> remarks(Connection connection) throws SQLException {
        List<String> remarks = new ArrayList<>();
        for (SQLWarning warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            if (warning instanceof InClear) {
                remarks.add(warning.getMessage());
            }
        }
        return remarks;
    }

    private static Connection connect(Properties properties) throws SQLException {
        Connection connection = new Driver().connect(PostgresqlConnectionProperties.URL, properties);
        if (connection == null) {
            throw new SQLException("PostgreSQL's driver does not know its own URL");
        }
        connection.unwrap(PgConnection.class).addWarning(new PostgresqlSafety.Made(properties));
        return connection;
    }

    private static boolean isExposed(Properties properties) {
        String mode = PGProperty.SSL_MODE.getOrDefault(properties);
        return !String.valueOf(PGProperty.PASSWORD.getOrDefault(properties)).isEmpty()
                && PGProperty.REQUIRE_AUTH.getOrDefault(properties) == null
                && !properties.containsKey(PGProperty.SSL_FACTORY.getName())
                && (mode == null || !mode.startsWith("verify-"))
                && !isLoopback(String.valueOf(PGProperty.PG_HOST.getOrDefault(properties)));
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** The driver's own refusal, which no server's message comes with. */
    private static boolean isRefusedHere(PSQLException failure) {
        return failure.getServerErrorMessage() == null
                && PSQLState.CONNECTION_REJECTED.getState().equals(failure.getSQLState());
    }

    /** The password went in clear. */
    private static final class InClear extends SQLWarning {
        private static final long serialVersionUID = 1L;

        InClear() {
            super("the server asked for the password in clear, and got it without having been verified; the driver's"
                    + " property sslmode=verify-full prevents that, and so does requireAuth=scram-sha-256");
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
