package io.migri.dialect.postgresql;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.Secret;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * A configuration in the driver's terms (<a href="https://jdbc.postgresql.org/documentation/use/">manual</a>). Names and passwords
 * never pass through a URL, in which some of their characters would mean something.
 */
final class PostgresqlConnectionProperties {
    /** Says nothing, so that the properties say everything. */
    static final String URL = "jdbc:postgresql://";

    private PostgresqlConnectionProperties() {}

    static Properties of(ConnectionConfig config) {
        config.host().ifPresent(PostgresqlConnectionProperties::refuseSocket);
        Properties properties = new Properties();
        PGProperty.PG_DBNAME.set(properties, config.database());
        config.host().ifPresent(host -> PGProperty.PG_HOST.set(properties, host));
        config.port().ifPresent(port -> PGProperty.PG_PORT.set(properties, port));
        config.user().ifPresent(user -> PGProperty.USER.set(properties, user));
        // without one the driver would look for a password file
        PGProperty.PASSWORD.set(
                properties, config.password().map(Secret::reveal).orElse(""));
        config.schema()
                .ifPresent(schema -> PGProperty.CURRENT_SCHEMA.set(properties, PostgresqlText.identifier(schema)));
        PGProperty.APPLICATION_NAME.set(properties, "migri");
        // lets the name travel with the first packet instead of in a statement of its own
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 3);
        config.properties().forEach(properties::setProperty);
        return properties;
    }

    private static void refuseSocket(String host) {
        if (host.startsWith("/") || host.startsWith("@")) {
            throw new MigriException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "the host " + host + " is a Unix socket, which PostgreSQL's JDBC driver cannot use",
                    "give the name of a host instead, such as localhost",
                    null,
                    null,
                    null);
        }
    }
}
