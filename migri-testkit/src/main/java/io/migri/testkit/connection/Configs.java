package io.migri.testkit.connection;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import java.util.Optional;
import java.util.OptionalInt;

/** Variations of a configuration. */
public final class Configs {

    private Configs() {}

    public static ConnectionConfig at(ConnectionConfig config, String host, int port) {
        return new ConnectionConfig(
                config.dialect(),
                config.database(),
                Optional.of(host),
                OptionalInt.of(port),
                config.user(),
                config.password(),
                config.schema(),
                config.properties());
    }

    public static ConnectionConfig named(ConnectionConfig config, String database) {
        return new ConnectionConfig(
                config.dialect(),
                database,
                config.host(),
                config.port(),
                config.user(),
                config.password(),
                config.schema(),
                config.properties());
    }

    public static ConnectionConfig as(ConnectionConfig config, String user, String password) {
        return new ConnectionConfig(
                config.dialect(),
                config.database(),
                config.host(),
                config.port(),
                Optional.of(user),
                Optional.of(Secret.of(password)),
                config.schema(),
                config.properties());
    }
}
