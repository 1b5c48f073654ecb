package io.migri.dialect.postgresql.connection;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.postgresql.language.PostgresqlText;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * A configuration in the driver's terms (<a href="https://jdbc.postgresql.org/documentation/use/">manual</a>). Names and passwords
 * never pass through a URL, in which some of their characters would mean something.
 */
public final class PostgresqlConnectionProperties {
    /** Says nothing, so that the properties say everything. */
    public static final String URL = "jdbc:postgresql://";

    public static final int PORT = 5432;

    /** For the host to take the connection, and for the server to let the user in. */
    private static final int CONNECT_SECONDS = 30;

    private PostgresqlConnectionProperties() {}

    public static Properties of(ConnectionConfig config) {
        String host = config.host().orElse("localhost");
        refuseSocket(host);
        Properties properties = new Properties();
        PGProperty.PG_DBNAME.set(properties, config.database());
        PGProperty.PG_HOST.set(properties, host);
        PGProperty.PG_PORT.set(properties, ports(host, config.port().orElse(PORT)));
        if (config.user().isPresent()) {
            PGProperty.USER.set(properties, config.user().get());
        }
        PGProperty.PASSWORD.set(properties, password(config));
        if (config.schema().isPresent()) {
            String schema = PostgresqlText.identifier(config.schema().get());
            PGProperty.CURRENT_SCHEMA.set(properties, schema);
        }
        PGProperty.APPLICATION_NAME.set(properties, "migri");
        // lets the name travel with the first packet instead of in a statement of its own
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 3);
        properties.putAll(config.properties());
        return properties;
    }

    /** Without one the driver would look for a password file. */
    private static String password(ConnectionConfig config) {
        return config.password().isPresent() ? config.password().get().reveal() : "";
    }

    /** The driver wants one for each host of a list. */
    private static String ports(String hosts, int port) {
        StringBuilder ports = new StringBuilder(Integer.toString(port));
        for (int comma = hosts.indexOf(','); comma >= 0; comma = hosts.indexOf(',', comma + 1)) {
            ports.append(',').append(port);
        }
        return ports.toString();
    }

    private static void refuseSocket(String host) {
        if (host.startsWith("/") || host.startsWith("@")) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "the host " + host + " is a Unix socket, which PostgreSQL's JDBC driver cannot use")
                    .help("give the name of a host instead, such as localhost")
                    .build();
        }
    }
}
