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
        boolean socket = host.startsWith("/");
        refuseAbstractSocket(host);
        Properties properties = new Properties();
        PGProperty.PG_DBNAME.set(properties, config.database());
        PGProperty.PG_HOST.set(properties, socket ? "localhost" : host);
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
        if (socket) {
            setSocket(properties, host, config.port().orElse(PORT));
        }
        return properties;
    }

    /** As with libpq, the host is the directory of the socket, and nothing is encrypted that does not leave the machine. */
    private static void setSocket(Properties properties, String directory, int port) {
        PGProperty.SOCKET_FACTORY.set(properties, PostgresqlSocketFactory.class.getName());
        PGProperty.SOCKET_FACTORY_ARG.set(properties, directory + "/.s.PGSQL." + port);
        PGProperty.SSL_MODE.set(properties, "disable");
        properties.remove(PGProperty.SSL.getName());
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

    private static void refuseAbstractSocket(String host) {
        if (host.startsWith("@")) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "the host " + host + " is an abstract Unix socket, which Java cannot use")
                    .help("give the directory of a socket that is a file, or the name of a host, such as localhost")
                    .build();
        }
    }
}
